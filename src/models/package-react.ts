import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const later = { deferred: true } as const;
const hook = { result: 'array', kept: true } as const;
const query = { result: 'object', kept: true, ...later } as const;

/** Hooks. `@value` is what a context provides. */
export const react: Library = {
  modules: ['react', 'preact/hooks', 'preact/compat', 'preact'],
  self: ['React'],
  table: () => ({
    'Component.prototype': {
      ...all('setState', ['arg0 -> this.state', 'arg1()']),
      ...none('forceUpdate', 'void'),
      ...properties('props', 'this.props => return'),
      ...properties('state', 'this.state => return'),
      ...properties('context refs', []),
    },
    '': {
      ...all('Component PureComponent', 'arg0 => return.props', { instance: 'Component' }),
      ...all(
        'useState useOptimistic',
        [
          'arg0 => return.0',
          'arg0.return => return.0',
          'return.1.arg0 => return.0',
          'return.0 => return.1.arg0.arg0',
          'return.1.arg0.return => return.0',
        ],
        hook,
      ),
      useReducer: {
        flow: [
          'arg1 => return.0',
          'arg1 => arg2.arg0',
          'arg2.return => return.0',
          'return.0 => arg0.arg0',
          'return.1.arg0 => arg0.arg1',
          'arg0.return => return.0',
        ],
        ...hook,
      },
      useActionState: {
        flow: ['arg1 => return.0', 'return.0 => arg0.arg0', 'return.1.arg0 => arg0.arg1', 'arg0.return.await => return.0'],
        ...hook,
      },
      ...all('useRef createRef', 'arg0 => return.current', { result: 'object', kept: true }),
      useMemo: 'arg0.return => return',
      ...all('useCallback useEffectEvent useDeferredValue', 'arg0 => return'),
      ...all('useEffect useLayoutEffect useInsertionEffect', 'arg0()', { result: 'void', ...later }),
      useImperativeHandle: { flow: 'arg1.return => arg0.current', result: 'void' },
      createContext: [
        'arg0 => return.@value',
        'return.Provider.arg0.value => return.@value',
        'return.Provider.arg0.children => return.Provider.return',
        'return.@value => return.Consumer.arg0.children.arg0',
        'return.arg0.value => return.@value',
      ],
      useContext: 'arg0.@value => return',
      use: ['arg0.await => return', 'arg0.@value => return'],
      useSyncExternalStore: ['arg0()', 'arg1.return => return', 'arg2.return => return'],
      ...all('useTransition', 'return.1.arg0()', { result: 'array' }),
      ...all('startTransition', 'arg0()', { result: 'void' }),
      ...none('useId useDebugValue', 'string'),
      ...all('memo', 'arg0 => return'),
      forwardRef: 'arg0 => return',
      lazy: ['arg0.return.await.default => return'],
      ...all('createElement jsx jsxs cloneElement', ['arg1 => arg0.arg0', 'arg2.. => arg0.arg0.children', 'arg0.return => return', 'args -> return']),
      isValidElement: { flow: [], result: 'boolean' },
      cache: 'arg0 => return',
    },
    Children: {
      ...all('map', ['arg0[] => arg1.arg0', 'arg0 => arg1.arg0', 'arg1.return => return[]'], { result: 'array' }),
      forEach: { flow: ['arg0[] => arg1.arg0', 'arg0 => arg1.arg0', 'arg1()'], result: 'void' },
      toArray: { flow: ['arg0[] => return[]', 'arg0 => return[]'], result: 'array' },
      only: 'arg0 => return',
      count: { flow: [], result: 'number' },
    },
  }),
};

export const reactDom: Library = {
  modules: ['react-dom', 'react-dom/client', 'react-dom/server'],
  table: () => ({
    '': {
      ...none('createRoot hydrateRoot', 'object'),
      ...none('render hydrate unmountComponentAtNode preload preconnect prefetchDNS', 'void'),
      ...all('createPortal flushSync', ['arg0 => return', 'arg0.return => return']),
      ...all('renderToString renderToStaticMarkup', 'arg0 -> return', { result: 'string' }),
      ...all('renderToPipeableStream renderToReadableStream', 'arg0 -> return'),
    },
  }),
};

/** What a query by the options comes to. */
const queried = (options: string, to: string): readonly string[] => [
  `${options}.queryKey => ${options}.queryFn.arg0.queryKey`,
  `no ${options}.select: ${options}.queryFn.return.await => ${to}`,
  `${options}.queryFn.return.await => ${options}.select.arg0`,
  `${options}.select.return => ${to}`,
  `${options}.initialData => ${to}`,
];

/** The same for other frameworks, by what holds the data: a cell, a signal that is called, a member. */
const queriedElsewhere = (modules: readonly string[], names: string, to: string, of: string): Library => ({
  modules,
  table: () => ({
    '': {
      ...all(names, [...queried('arg0', to), ...queried('arg0.return', to)], query),
      ...all(of, ['arg0', 'arg0.return'].flatMap((at) => [`return.mutate.arg0 => ${at}.mutationFn.arg0`, `${at}.mutationFn.return.await => ${at}.onSuccess.arg0`]), query),
      queryOptions: 'arg0 => return',
    },
  }),
});

export const vueQuery = queriedElsewhere(['@tanstack/vue-query'], 'useQuery', 'return.data.value', 'useMutation');
export const angularQuery = queriedElsewhere(['@tanstack/angular-query-experimental', '@tanstack/angular-query'], 'injectQuery', 'return.data.return', 'injectMutation');
export const memberQueries = queriedElsewhere(['@tanstack/svelte-query', '@tanstack/solid-query'], 'createQuery useQuery', 'return.data', 'createMutation useMutation');

export const tanstackQuery: Library = {
  modules: ['@tanstack/react-query', '@tanstack/query-core', 'react-query', '@tanstack/preact-query'],
  table: () => ({
    '': {
      ...all('useQuery useSuspenseQuery', [...queried('arg0', 'return.data'), 'arg1.return.await => return.data'], query),
      ...all('useInfiniteQuery useSuspenseInfiniteQuery', [...queried('arg0', 'return.data.pages[]'), 'arg0.queryFn.return.await => arg0.getNextPageParam.arg0', 'arg0.getNextPageParam.return => arg0.queryFn.arg0.pageParam'], query),
      ...all('useQueries useSuspenseQueries', queried('arg0.queries[]', 'return[].data'), { result: 'array' }),
      useMutation: {
        flow: [
          'return.mutate.arg0 => arg0.mutationFn.arg0',
          'return.mutateAsync.arg0 => arg0.mutationFn.arg0',
          'return.mutate.arg0 => arg0.onSuccess.arg1',
          'arg0.mutationFn.return.await => arg0.onSuccess.arg0',
          'arg0.mutationFn.return.await => return.data',
          'arg0.mutationFn.return.await => return.mutateAsync.return.await',
        ],
        ...query,
      },
      ...all('useQueryClient QueryClient', [], { instance: 'QueryClient' }),
      queryOptions: 'arg0 => return',
    },
    'QueryClient.prototype': {
      setQueryData: { flow: ['arg1 => channel', 'arg1.return => channel', 'channel => arg1.arg0'], channel: { medium: 'query', key: 'arg0' } },
      getQueryData: { flow: 'channel => return', channel: { medium: 'query', key: 'arg0' } },
      ...all('fetchQuery ensureQueryData', 'arg0.queryFn.return.await => return.await', { result: 'promise' }),
      ...none('prefetchQuery invalidateQueries refetchQueries cancelQueries resetQueries removeQueries clear'),
    },
  }),
};

export const swr: Library = {
  modules: ['swr'],
  table: () => ({
    '': {
      ...all('default useSWR useSWRImmutable', ['arg0 => arg1.arg0', 'arg1.return.await => return.data'], query),
      mutate: ['arg1 => return.await'],
    },
  }),
};

const cell = { result: 'object', kept: true } as const;

export const vue: Library = {
  modules: ['vue', '@vue/reactivity', '@vue/composition-api'],
  table: () => ({
    '': {
      ...all('ref shallowRef customRef', 'arg0 => return.value', cell),
      ...all('reactive shallowReactive readonly shallowReadonly markRaw toRaw toRefs defineProps defineComponent withDefaults', 'arg0 => return'),
      toRef: ['arg0.* => return.value', 'no arg1: arg0.return => return.value'],
      ...all('unref toValue', ['arg0.value => return', 'arg0 => return', 'arg0.return => return']),
      computed: { flow: ['arg0.return => return.value', 'arg0.get.return => return.value', 'return.value => arg0.set.arg0'], ...cell },
      watch: {
        flow: ['arg0.value => arg1.arg0', 'arg0.value => arg1.arg1', 'arg0.return => arg1.arg0', 'arg0[].value => arg1.arg0[]', 'arg1()'],
        ...later,
      },
      ...all('watchEffect watchPostEffect onMounted onUnmounted onUpdated onBeforeMount onBeforeUnmount nextTick', 'arg0()', later),
      provide: { flow: 'arg1 => channel', channel: { medium: 'vue', key: 'arg0' }, result: 'void' },
      inject: { flow: ['channel => return', 'arg1 => return'], channel: { medium: 'vue', key: 'arg0' } },
      ...none('isRef isReactive isReadonly isProxy', 'boolean'),
      ...none('createApp getCurrentInstance', 'object'),
      h: 'args -> return',
      ...properties('version', []),
    },
  }),
};

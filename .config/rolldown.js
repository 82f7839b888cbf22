// Few files, as Node takes longer to find and link 200 modules than to run them. Dependencies stay apart.
export default {
  input: { 'src/index': 'src/index.ts', 'src/cli/main': 'src/cli/main.ts', 'src/project/checker-thread': 'src/project/checker-thread.ts' },
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'src/chunks/[name].js' },
};

import { all, none, properties } from './table.js';
import type { Library } from './table.js';

const query = { medium: 'next router', name: 'query' } as const;
const going = ['arg0.query => channel.query', 'arg0 -> channel.search', 'arg0.search -> channel.search'] as const;

const outlet = { medium: 'outlet context' } as const;
const session = { medium: 'route session', key: 'arg0' } as const;
/** What a route's functions give, with a status or headers: their data is what the route is rendered with. */
export const reactRouter: Library = {
  modules: ['react-router', 'react-router-dom', '@remix-run/react', '@remix-run/node', '@remix-run/cloudflare', '@remix-run/deno', '@remix-run/server-runtime'],
  table: () => ({
    '': {
      ...all('data json defer', 'arg0 => return'),
      // Which layout stands around a page, the routes tell.
      Outlet: { flow: 'arg0.context => channel.value', channel: outlet },
      useOutletContext: { flow: 'channel.value => return', channel: outlet },
      ...all('createCookieSessionStorage createSessionStorage createMemorySessionStorage createFileSessionStorage createWorkersKVSessionStorage createArcTableSessionStorage', ['new SessionStorage => return', 'new Session => return.getSession.return.await']),
      createSession: { flow: [], instance: 'Session' },
    },
    'SessionStorage.prototype': {
      getSession: { flow: [], result: 'promise', instance: 'Session' },
      ...none('commitSession destroySession', 'promise'),
    },
    'Session.prototype': {
      ...all('set flash', 'arg1 => channel.value', { channel: session }),
      get: { flow: 'channel.value => return', channel: session },
      has: 'arg0 ~> return',
      ...none('unset', 'void'),
    },
  }),
};

/** What is put into an address is read by the page at that address. */
export const nextRouter: Library = {
  modules: ['next/router', 'next/navigation'],
  table: () => ({
    '': {
      useRouter: { flow: [], instance: 'Router' },
      useSearchParams: { flow: 'channel.search -> return.@search', channel: query, instance: 'Search' },
      ...all('redirect permanentRedirect', going, { channel: query }),
      ...all('useParams usePathname', []),
      default: { flow: [], instance: 'Router' },
      withRouter: 'arg0 => return',
      ...none('notFound revalidatePath'),
    },
    'Router.prototype': {
      ...all('push replace prefetch', going, { channel: query }),
      query: { flow: 'channel.query => return', channel: query, property: true },
      ...properties('asPath', 'channel.search -> return', { channel: query }),
      ...properties('pathname route locale isReady', []),
      ...none('back reload refresh forward beforePopState'),
    },
    'Search.prototype': { ...all('get getAll toString', 'this.@search -> return') },
  }),
};

export const nextLink: Library = {
  modules: ['next/link'],
  table: () => ({ '': { default: { flow: ['arg0.href.query => channel.query', 'arg0.href -> channel.search', 'arg0.children => return'], channel: query } } }),
};

const cookie = { medium: 'cookies', key: 'arg0' } as const;
export const nextHeaders: Library = {
  modules: ['next/headers'],
  table: () => ({
    '': { cookies: { flow: [], instance: 'Cookies' }, headers: { flow: [], instance: 'Headers' }, draftMode: [] },
    'Cookies.prototype': {
      set: { flow: 'arg1 => channel.value', channel: cookie },
      get: { flow: ['channel.value => return.value'], channel: cookie, result: 'object' },
      getAll: { flow: 'channel.value => return[].value', channel: { medium: 'cookies', name: '*' }, result: 'array' },
      has: 'arg0 ~> return',
      ...none('delete'),
    },
  }),
};

const answer = { instance: 'Response' } as const;
/** Answers of routes: of the app's, which are the platform's, and of those below `pages/api`. */
export const nextServer: Library = {
  modules: ['next/server'],
  table: () => ({
    '': { NextResponse: { flow: ['arg0 -> return', 'arg1.headers -> return'], ...answer }, NextRequest: { flow: ['arg0 -> return', 'arg1 -> return'], instance: 'Request' }, after: { flow: 'arg0()', result: 'void', deferred: true } },
    NextResponse: { json: { flow: 'arg0 -> return', ...answer, sends: 'arg0' }, ...all('redirect rewrite', 'arg0 -> return', answer), next: { flow: 'arg0 -> return', ...answer }, error: { flow: [], ...answer } },
  }),
};
export const nextApi: Library = {
  modules: ['next'],
  bases: { NextApiResponse: 'node:http#ServerResponse' },
  table: () => ({
    'NextApiResponse.prototype': {
      ...all('status redirect setDraftMode setPreviewData clearPreviewData', 'this => return'),
      ...all('json send', [], { result: 'void', sends: 'arg0' }),
      ...none('revalidate', 'promise'),
    },
  }),
};

const own = { key: 'arg0.Key' } as const;
const command = { instance: 'Command' } as const;
/** Commands of AWS's clients: what is written under a name comes back to those that read it. */
export const aws: Library = {
  modules: ['@aws-sdk/client-s3', '@aws-sdk/client-sqs', '@aws-sdk/client-sns', '@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb', '@aws-sdk/lib-storage', '@aws-sdk/client-ses', '@aws-sdk/client-eventbridge', '@aws-sdk/client-kinesis', '@aws-sdk/client-lambda'],
  table: () => ({
    '': {
      PutObjectCommand: { flow: 'arg0.Body => channel.body', channel: { medium: 's3', ...own }, ...command },
      Upload: { flow: 'arg0.params.Body => channel.body', channel: { medium: 's3', key: 'arg0.params.Key' }, ...command },
      GetObjectCommand: { flow: ['new Body => return.@output.Body', 'channel.body => return.@output.Body.@value'], channel: { medium: 's3', ...own }, ...command },
      ...all('SendMessageCommand', ['arg0.MessageBody => channel.body'], { channel: { medium: 'sqs', key: 'arg0.QueueUrl' }, ...command }),
      SendMessageBatchCommand: { flow: 'arg0.Entries[].MessageBody => channel.body', channel: { medium: 'sqs', key: 'arg0.QueueUrl' }, ...command },
      ReceiveMessageCommand: { flow: 'channel.body => return.@output.Messages[].Body', channel: { medium: 'sqs', key: 'arg0.QueueUrl' }, ...command },
      ...all('PutCommand PutItemCommand', 'arg0.Item => channel.row', { channel: { medium: 'dynamodb', key: 'arg0.TableName', shared: true }, ...command }),
      ...all('GetCommand GetItemCommand', ['channel.row => return.@output.Item', 'arg0.Key ~> return.@output'], { channel: { medium: 'dynamodb', key: 'arg0.TableName', shared: true }, ...command }),
      ...all('QueryCommand ScanCommand', ['channel.row => return.@output.Items[]', 'arg0.ExpressionAttributeValues ~> return.@output'], { channel: { medium: 'dynamodb', key: 'arg0.TableName', shared: true }, ...command }),
      ...all('UpdateCommand UpdateItemCommand', ['arg0.ExpressionAttributeValues -> channel.row'], { channel: { medium: 'dynamodb', key: 'arg0.TableName', shared: true }, ...command }),
      ...all('S3Client S3 SQSClient SNSClient DynamoDBClient SESClient EventBridgeClient KinesisClient LambdaClient', [], { instance: 'Client' }),
      ...all('PublishCommand SendEmailCommand PutEventsCommand InvokeCommand DeleteObjectCommand DeleteMessageCommand DeleteCommand ListObjectsV2Command', [], command),
    },
    DynamoDBDocumentClient: { from: { flow: [], instance: 'Client' } },
    'Client.prototype': { send: { flow: 'arg0.@output => return.await', result: 'promise', open: true }, ...none('destroy') },
    'Command.prototype': { done: { flow: [], result: 'promise' } },
    'Body.prototype': { ...all('transformToString transformToByteArray', 'this.@value => return.await', { result: 'promise' }), ...all('pipe', 'this.@value -> arg0') },
  }),
};

const documents = { medium: 'firestore', key: 'arg0.@name', shared: true } as const;
const here = { medium: 'firestore', key: 'this.@name', shared: true } as const;
const promise = { result: 'promise' } as const;
const snapshot = (from: string, to: string): readonly string[] => [`new Snapshot => ${to}`, `${from} => ${to}.@data`];

/** Documents go by the name of their collection. */
export const firestore: Library = {
  modules: ['firebase/firestore', 'firebase-admin/firestore', '@google-cloud/firestore', 'firebase/firestore/lite'],
  table: () => ({
    '': {
      ...all('getFirestore initializeFirestore Firestore', [], { instance: 'Firestore' }),
      ...all('doc collection collectionGroup', ['arg1 => return.@name', 'arg0.@name => return.@name'], { instance: 'Reference' }),
      ...all('query', ['arg0.@name => return.@name', 'args ~> return'], { instance: 'Reference' }),
      ...all('where orderBy limit startAfter', 'args -> return'),
      ...all('setDoc addDoc updateDoc', 'arg1 => channel.row', { channel: documents, ...promise }),
      getDoc: { flow: snapshot('channel.row', 'return.await'), channel: documents, ...promise },
      getDocs: { flow: snapshot('channel.row', 'return.await.docs[]'), channel: documents, ...promise },
      onSnapshot: { flow: snapshot('channel.row', 'arg1.arg0'), channel: documents, deferred: true },
      ...none('deleteDoc serverTimestamp increment arrayUnion arrayRemove'),
    },
    'Firestore.prototype': { ...all('collection doc collectionGroup', 'arg0 => return.@name', { instance: 'Reference' }) },
    'Reference.prototype': {
      ...all('doc orderBy limit startAfter', ['this => return']),
      where: ['args ~> this', 'this => return'],
      ...all('set add update create', 'arg0 => channel.row', { channel: here, ...promise }),
      get: { flow: [...snapshot('channel.row', 'return.await'), ...snapshot('channel.row', 'return.await.docs[]')], channel: here, ...promise },
      onSnapshot: { flow: snapshot('channel.row', 'arg0.arg0'), channel: here, deferred: true },
      ...none('delete', 'promise'),
    },
    'Snapshot.prototype': { data: 'this.@data => return', get: 'this.@data.* => return', ...none('exists', 'boolean'), ...properties('id ref', []) },
  }),
};

/** A sheet is part of its book; what is in a cell is in the book's file. */
export const exceljs: Library = {
  modules: ['exceljs'],
  table: () => ({
    '': { Workbook: { flow: [], instance: 'Workbook' } },
    'Workbook.prototype': {
      ...all('addWorksheet getWorksheet', 'this => return.@book', { instance: 'Sheet' }),
      ...properties('xlsx csv', 'this => return.@book', { instance: 'File' }),
    },
    'Sheet.prototype': {
      ...all('addRow addRows insertRow addTable', ['arg0 -> this.@book.@data', 'arg1 -> this.@book.@data', 'this.@book => return.@book'], { instance: 'Cell' }),
      ...all('getCell getRow getColumn', 'this.@book => return.@book', { instance: 'Cell' }),
      ...none('mergeCells eachRow'),
    },
    'Cell.prototype': {
      ...properties('value values', ['arg0 -> this.@book.@data', 'this.@book.@data -> return']),
      ...all('getCell eachCell', 'this.@book => return.@book', { instance: 'Cell' }),
      ...none('commit'),
    },
    'File.prototype': { ...all('writeBuffer', 'this.@book.@data -> return.await', promise), ...all('writeFile write', ['this.@book.@data -> arg0'], promise) },
  }),
};

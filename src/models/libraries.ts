import { ecmascriptArray } from './ecmascript-array.js';
import { ecmascriptBinary } from './ecmascript-binary.js';
import { ecmascriptCollections } from './ecmascript-collections.js';
import { ecmascriptIntl } from './ecmascript-intl.js';
import { ecmascriptNumber } from './ecmascript-number.js';
import { ecmascriptObject } from './ecmascript-object.js';
import { ecmascriptPromise } from './ecmascript-promise.js';
import { ecmascriptTemporal } from './ecmascript-temporal.js';
import { ecmascriptText } from './ecmascript-text.js';
import { domData } from './dom-data.js';
import { domDocument } from './dom-document.js';
import { domFetch } from './dom-fetch.js';
import { domMessages } from './dom-messages.js';
import { domStorage } from './dom-storage.js';
import { domWindow } from './dom-window.js';
import { nodeBuffer, nodeBufferGlobal } from './node-buffer.js';
import { nodeCrypto } from './node-crypto.js';
import { nodeEvents } from './node-events.js';
import { nodeFs, nodeFsPromises } from './node-fs.js';
import { nodeChildProcess, nodeReadline, nodeWorkerThreads } from './node-io.js';
import { nodeDiagnosticsChannel, nodeDns, nodeHttp, nodeNet, nodeOs, nodeV8, nodeVm } from './node-net.js';
import { nodeAsyncHooks, nodeGlobals, nodeProcess, nodeTimers, nodeTimersPromises } from './node-process.js';
import { nodeStream, nodeStreamConsumers, nodeStreamPromises, nodeStringDecoder } from './node-stream.js';
import { nodeAssert, nodePath, nodePunycode, nodeQuerystring, nodeUrl } from './node-text.js';
import { nodeCluster, nodeDgram, nodeDomain, nodeModule, nodeRepl, nodeTty } from './node-system.js';
import { nodeUtil, nodeUtilTypes } from './node-util.js';
import { nodeZlib } from './node-zlib.js';
import { asyncLibrary, caches, dataLoader, pQueue, promiseTools } from './package-async.js';
import { jotai, mobx, recoil } from './package-atoms.js';
import { nextAuth, nextAuthProviders } from './package-auth.js';
import { drizzle, kysely, sqlDrivers } from './package-database.js';
import { effectLibrary, fpTs, neverthrow } from './package-functional.js';
import { graphql, trpc, trpcHelpers } from './package-graphql.js';
import { axios, fetchClients, got, nodemailer } from './package-http.js';
import { lodash, lodashFp } from './package-lodash.js';
import { amqplib, bullmq, emitters, ioredis, kafkajs, mitt, nestEvents, socketIo, ws } from './package-messaging.js';
import { nestCommon, nestCore, nestCqrs, nestMicroservices } from './package-nest.js';
import { angular, angularForms, angularHttp } from './package-angular.js';
import { ngrxEffects, ngrxEntity, ngrxStore } from './package-ngrx.js';
import { openidClient, passport, passportStrategies } from './package-passport.js';
import { mongoose, prisma, typeorm } from './package-orm.js';
import { commander } from './package-commands.js';
import { angularQuery, memberQueries, react, reactDom, swr, tanstackQuery, vue, vueQuery } from './package-react.js';
import { ramda } from './package-ramda.js';
import { rtkQuery } from './package-rtk-query.js';
import { rxjs } from './package-rxjs.js';
import { argon2, bcrypt, cryptoJs, deepEqual, hashes, ids, jose, jsonwebtoken, nestJwt } from './package-security.js';
import { express, fastify, hono, honoFactory, koa } from './package-servers.js';
import { immer, reactRedux, redux, zustand, zustandMiddleware } from './package-state.js';
import { jestMockExtended, testFrameworks, testGlobals } from './package-testing.js';
import { chalk, datetime, errorTrackers, i18n, loggers, templates, text } from './package-text.js';
import { aws, exceljs, firestore, nextApi, nextHeaders, nextLink, nextRouter, nextServer, reactRouter } from './package-web.js';
import { ajv, classTransformer, classValidator, libphonenumber, validator, yup, zod } from './package-validation.js';
import type { Library } from './table.js';

/** Every library with models. Globals are searched in this order. */
export const libraries: readonly Library[] = [
  ecmascriptArray,
  ecmascriptBinary,
  ecmascriptCollections,
  ecmascriptIntl,
  ecmascriptNumber,
  ecmascriptObject,
  ecmascriptPromise,
  ecmascriptTemporal,
  ecmascriptText,
  domData,
  domDocument,
  domFetch,
  domMessages,
  domStorage,
  domWindow,
  nodeBufferGlobal,
  nodeBuffer,
  nodeCrypto,
  nodeEvents,
  nodeFs,
  nodeFsPromises,
  nodeChildProcess,
  nodeWorkerThreads,
  nodeReadline,
  nodeHttp,
  nodeNet,
  nodeOs,
  nodeDns,
  nodeV8,
  nodeVm,
  nodeDiagnosticsChannel,
  nodeGlobals,
  nodeProcess,
  nodeTimers,
  nodeTimersPromises,
  nodeAsyncHooks,
  nodeStream,
  nodeStreamPromises,
  nodeStreamConsumers,
  nodeStringDecoder,
  nodePath,
  nodeUrl,
  nodeQuerystring,
  nodePunycode,
  nodeAssert,
  nodeUtil,
  nodeUtilTypes,
  nodeZlib,
  nodeDgram,
  nodeCluster,
  nodeDomain,
  nodeModule,
  nodeRepl,
  nodeTty,
  ...promiseTools,
  pQueue,
  asyncLibrary,
  caches,
  prisma,
  typeorm,
  drizzle,
  kysely,
  passport,
  passportStrategies,
  openidClient,
  mongoose,
  sqlDrivers,
  axios,
  fetchClients,
  got,
  nodemailer,
  lodashFp,
  lodash,
  ramda,
  ...fpTs,
  effectLibrary,
  neverthrow,
  amqplib,
  bullmq,
  kafkajs,
  ioredis,
  emitters,
  mitt,
  nestEvents,
  socketIo,
  ws,
  nestCommon,
  nestCore,
  nestCqrs,
  nestMicroservices,
  react,
  reactDom,
  tanstackQuery,
  vueQuery,
  angularQuery,
  memberQueries,
  commander,
  swr,
  vue,
  angular,
  angularForms,
  angularHttp,
  rxjs,
  ngrxStore,
  ngrxEffects,
  ngrxEntity,
  bcrypt,
  argon2,
  cryptoJs,
  hashes,
  jsonwebtoken,
  nestJwt,
  jose,
  nextAuth,
  nextAuthProviders,
  ids,
  deepEqual,
  express,
  koa,
  fastify,
  hono,
  honoFactory,
  redux,
  rtkQuery,
  reactRedux,
  immer,
  zustand,
  zustandMiddleware,
  jotai,
  recoil,
  mobx,
  dataLoader,
  graphql,
  trpc,
  trpcHelpers,
  nextRouter,
  reactRouter,
  nextLink,
  nextHeaders,
  nextServer,
  nextApi,
  aws,
  firestore,
  exceljs,
  loggers,
  errorTrackers,
  chalk,
  text,
  templates,
  i18n,
  datetime,
  zod,
  yup,
  ajv,
  classTransformer,
  classValidator,
  validator,
  libphonenumber,
  testFrameworks,
  testGlobals,
  jestMockExtended,
];

import { it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

const MODULES = [{ purpose: 'ad-targeting', files: ['ads/**'], packages: ['pixel', 'pino', 'sequelize', 'knex', 'fs', 'node:child_process'] }];

const INSTALLED = `--- node_modules/pixel/package.json
{ "name": "pixel", "types": "index.d.ts" }
--- node_modules/pixel/index.d.ts
export interface Client { track(x: object): void; note?: unknown }
export declare class Session { send(x: unknown): void }
--- a.ts
`;
const DECLARED = `export function f(client: Client): void { client.track({ tel: user.phone }); // flow
  client.track({ city: user.city }); }
export class Service { constructor(private readonly client: Client, private readonly other: Other) {}
  run(): void { this.client.track({ tel: user.phone }); // flow
    this.other.track({ tel: user.phone }); } }
interface Deps { client: Client; other: Other }
export const run = ({ client, other }: Deps): void => { client.track({ tel: user.phone }); // flow
  other.track({ tel: user.phone }); };
export const later = async (client: Promise<Client>): Promise<void> => (await client).track({ tel: user.phone }); // flow
type Maybe = Client | undefined;
export const perhaps = (client: Maybe): void => { client?.track({ tel: user.phone }); // flow
  client?.track({ city: user.city }); };
export const name = (client: Client): string => { const tel = user.phone; return client.toString() + tel; };
`;

/** What a package of a forbidden purpose makes, or is declared to have made, is the package's: what its methods are given enters it. */
it.each([
  ['an object is declared to be of a type that the package exports', `--- a.ts\nimport type { Client } from 'pixel';\nimport type { Other } from 'elsewhere';\n${DECLARED}`],
  ['the package with the type is installed', `${INSTALLED}import type { Client } from 'pixel';\ninterface Other { track(x: object): void }\n${DECLARED}`],
  ['a class extends one of the package', "--- a.ts\nimport { Session } from 'pixel';\nimport { Other } from 'elsewhere';\nclass Mine extends Session { go() { this.send(user.phone); // flow\n    this.send(user.city); } }\nclass Theirs extends Other { go() { this.send(user.phone); } }\nconst mine = new Mine();\nmine.send(user.phone); // flow\nmine.go();\nnew Theirs().go();\n"],
  ['models describe the package as they do another', "--- a.ts\nimport pino from 'pino';\nimport winston from 'winston';\nimport { Sequelize } from 'sequelize';\nimport mongoose from 'mongoose';\nimport knex from 'knex';\nconst log = pino();\nlog.info(user.phone); // flow\nlog.info(user.city);\nlog.child({ a: 1 }).warn({ tel: user.phone }); // flow\nwinston.createLogger().info(user.phone);\nconst db = new Sequelize('a');\nvoid db.query(user.phone); // flow\nvoid mongoose.createConnection('a').useDb(user.phone);\nvoid knex({ client: 'pg' }).raw(user.phone); // flow\n"],
  ['it is a module of Node\'s', "--- a.ts\nimport { writeFileSync } from 'node:fs';\nimport { writeFile } from 'fs/promises';\nimport cp from 'child_process';\nimport path from 'node:path';\nwriteFileSync('a', user.phone); // flow\nwriteFileSync('a', user.city);\nvoid writeFile('a', user.phone); // flow\ncp.exec(user.phone); // flow\npath.join(user.phone);\n"],
  ['a function puts it into a variable of the module', "--- a.ts\nimport { Session } from 'pixel';\nimport { Other } from 'elsewhere';\nlet session: any;\nlet other: any;\nexport function init(): void { session = new Session(); other = new Other(); }\nexport function report(): void { session?.send(user.phone); // flow\n  session?.send(user.city);\n  other?.send(user.phone); }\n"],
  ['a method puts it into a field', "--- a.ts\nimport { Session } from 'pixel';\nclass Tracker { private session?: any;\n  init(): void { this.session = new Session(); }\n  report(): void { this.session?.send(user.phone); // flow\n    this.session?.send(user.city); } }\nexport const tracker = new Tracker();\n"],
])('%s', (_, text) => {
  const files = filesIn(text.replace('--- a.ts\n', "--- a.ts\nimport { user } from './data.js';\n"));
  expectMarked(files, { modules: MODULES });
});

/** In a large program, what one function puts away another one calls. */
it('a function of a forbidden module that another function puts into a variable is called', () => {
  const files = filesIn("--- a.ts\nimport { user } from './data.js';\nimport { track } from './ads/sink.js';\nlet send: ((x: string) => void) | undefined;\nlet show: ((x: string) => void) | undefined;\nexport function init(): void { send = track; show = (x) => void x; }\nexport function go(): void {\n  send?.(user.phone); // flow\n  show?.(user.phone);\n}\n");
  expectMarked(files);
});

import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

/** `super.name()` calls the method above, whatever the class itself has under the name. */
it.each([
  ['a method', "class A { get() { return user.phone; } other() { return user.city; } }\nclass B extends A { get() { return ''; } other() { return user.phone; } up() { return super.get(); } clean() { return super.other(); } }\ntrack(new B().up()); // flow\ntrack(new B().clean()); track(new B().get());\n"],
  ['two classes above', "class A { get() { return user.phone; } }\nclass B extends A { none() { return ''; } }\nclass C extends B { get() { return 'x'; } up() { return [1].map(() => super.get()); } }\ntrack(new C().up()); // flow\ntrack(new C().get());\n"],
  ['a static method', "class A { static get() { return user.phone; } get() { return user.city; } }\nclass B extends A { static get() { return 'x' + super.get(); } get() { return 'x' + super.get(); } }\ntrack(B.get()); // flow\ntrack(new B().get());\n"],
  ['what is given to it', "class A { put(x: any) { track(x); } } // flow\nclass B extends A { put(x: any) { super.put('a' + x); } }\nnew B().put(user.phone);\n"],
])('%s', (_, text) => {
  const files = filesIn(`--- a.ts\nimport { user } from './data.js';\nimport { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});

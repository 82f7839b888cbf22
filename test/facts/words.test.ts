import { expect, it } from 'vitest';
import { Words, mentionsWord } from '../../src/facts/words.js';

it('finds whole identifiers', () => {
  expect(mentionsWord('const phones = user.phone; // $mail', ['phone', 'mail', 'user', 'us', 'const'])).toEqual(new Set(['const', 'user', 'phone']));
  expect(mentionsWord('"@acme/ads" a.b', ['@acme/ads', 'a.b', 'a'])).toEqual(new Set(['@acme/ads', 'a.b']));
  expect(mentionsWord('anything', [])).toEqual(new Set());
});

it('answers again and again alike', () => {
  const words = new Words(['x']);
  expect([words.anyIn('x'), words.anyIn('x'), words.anyIn('xy')]).toEqual([true, true, false]);
});

/** A generator of numbers from 0 to n - 1 that gives each seed its own, whatever ran before it. */
export function numbers(seed: number): (n: number) => number {
  let x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  const next = (): number => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>>= 0);
  };
  for (let i = 0; i < 5; i++) next();
  return (n) => next() % n;
}

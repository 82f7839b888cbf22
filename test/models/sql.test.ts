import { describe, expect, it } from 'vitest';
import { comparedPlaceholders } from '../../src/models/sql.js';

describe('placeholders of SQL whose values are compared', () => {
  it.each<[string, (number | string)[]]>([
    ['select id from users where phone = $1', [0]],
    ['SELECT id FROM users WHERE city = ? AND phone IN (?, ?) LIMIT ?', [0, 1, 2]],
    ['insert into users (id, phone) values ($1, $2) returning id', []],
    ['INSERT INTO users (phone) VALUES (?) ON CONFLICT (phone) DO UPDATE SET phone = ?, city = ? WHERE users.id = ?', [3]],
    ['INSERT INTO users (phone) VALUES (?) ON DUPLICATE KEY UPDATE phone = ?', []],
    ['insert into copies (id) select id from users where phone = $1', [0]],
    ['update users set phone = $1, city = $2 where id = $3 returning city', [2]],
    ['UPDATE users SET city = $2 WHERE phone = $1', [0]],
    ['update users set same = (phone = $1), phone = coalesce($2, phone)', [0]],
    ["update users set kind = case when phone = $1 and city = $2 then $3 else $4 end, city = $5 where id = $6", [0, 1, 5]],
    ['delete from users where phone = :phone and city = @city', ['phone', 'city']],
    ['select $1::text as label, phone = $2 as same from users', [1]],
    ['select * from search($1) s join users u on u.phone = $2', [0, 1]],
    ['with found as (select id from users where phone = $1) update users set city = $2 from found where users.id = found.id', [0]],
    ["insert into notes (text) values ('where phone = ?', ?) -- where ?\n/* where ? */", []],
    ['where phone = $1 or city = $2', [0, 1]],
    ['set phone = $1', []],
  ])('%s', (sql, expected) => {
    expect([...comparedPlaceholders(sql)!]).toEqual(expected);
  });

  it('of no statement is not known', () => {
    expect(comparedPlaceholders('phone:1')).toBeUndefined();
    expect(comparedPlaceholders('selection')).toBeUndefined();
  });
});

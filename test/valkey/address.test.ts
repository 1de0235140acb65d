import assert from 'node:assert/strict';
import { readStoreAddress } from '../../src/valkey/address.js';

const plain = {
  name: 'store.example.com:6379',
  host: 'store.example.com',
  port: 6379,
  tls: false,
  user: undefined,
  password: undefined,
  database: 0,
};

describe('the address of a store', () => {
  it('is read in each of its forms', () => {
    assert.deepEqual(readStoreAddress('valkey://store.example.com'), plain);
    assert.deepEqual(readStoreAddress('redis://store.example.com:6379/'), plain);
    assert.deepEqual(readStoreAddress('rediss://store.example.com/3'), { ...plain, tls: true, database: 3 });
    assert.deepEqual(readStoreAddress('valkeys://smb:p%40ss%2F%3A@store.example.com:7000/0'), {
      ...plain,
      name: 'store.example.com:7000',
      port: 7000,
      tls: true,
      user: 'smb',
      password: 'p@ss/:',
    });
    assert.deepEqual(readStoreAddress('valkey://:secret@[::1]:1'), {
      ...plain,
      name: '[::1]:1',
      host: '::1',
      port: 1,
      password: 'secret',
    });
  });

  const faulty = [
    '',
    'localhost:6379',
    'http://127.0.0.1',
    'https://127.0.0.1',
    'valkey:127.0.0.1',
    'constructor://127.0.0.1',
    'valkey://',
    'valkey:///0',
    'valkey://host:0',
    'valkey://host:65536',
    'valkey://host/zero',
    'valkey://host/1/2',
    'valkey://host/-1',
    'valkey://host?password=s3cret',
    'valkey://host#s3cret',
    'valkey://:s3cret%zz@host',
  ];
  for (const text of faulty) {
    it(`is refused in words that repeat nothing: ${text}`, () => {
      const told = readStoreAddress(text);
      assert.ok(typeof told === 'string', JSON.stringify(told));
      assert.match(told, /^expected /);
      assert.ok(!told.includes('s3cret'));
    });
  }
});

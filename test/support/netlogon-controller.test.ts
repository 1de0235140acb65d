import assert from 'node:assert/strict';
import { Sealing } from './netlogon-controller/channel-crypto.js';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('the fake controller', () => {
  it('seals as in [MS-NRPC] 4.3', () => {
    const sealing = new Sealing(bytes('0cb6948805f797bf2a82807973b89537'), () => bytes('717f5076c5902bcd'));
    const { stub, signature } = sealing.seal(bytes(message), { asClient: true });
    assert.equal(stub.toString('hex'), sealed);
    const head = '13001a00ffff0000b37c1f0ec86468f086761f2f86f4f4c1632d1f547d2cf6ff';
    assert.equal(signature.toString('hex'), head + '00'.repeat(24));
  });

  it('opens what a client seals, in order, once', () => {
    const key = bytes('0cb6948805f797bf2a82807973b89537');
    const sealed = new Sealing(key).seal(bytes(message), { asClient: true });
    const server = new Sealing(key);
    assert.equal(new Sealing(Buffer.alloc(16)).open(sealed), undefined);
    assert.equal(server.open(sealed)?.toString('hex'), message);
    assert.equal(server.open(sealed), undefined);
  });
});

const message =
  '3000000000000000000000000000000030000000000000005c005c00570049004e002d0045005500' +
  '3400550047003800370048003200490056002e00320033003000360066006500760032002e006e00' +
  '740074006500730074002e006d006900630072006f0073006f00660074002e0063006f006d000000' +
  '0000020000000000100000000000000000000000000000001000000000000000570049004e002d00' +
  '4400310049005400420046004d003400410038005500000085bb1511fd09786d3b61b06400000000' +
  '000000000000000001000000000000000000000000000000';

const sealed =
  'c930c9a079d95c78bea6a3150908c11f4b68e41219bcb91680ead287da211eec66bc27df2bc9a0f4' +
  'ecf25c88624e493c59cdec6bc7b08bed84b97c33138ae3c8377cb327f3ea6076da91c5d23dbf1b2f' +
  '4066a455332716b7b64f2ec9a944702d20a85035de3b231a5216b7a6c9102bd17c7d6ab1b379445e' +
  'b5a5276e360d3bcef93b5359d36b0006b0c10bc2fec73777816a383a4614494b7b18bc34cd544768' +
  '1eb48f8132a0a08a50d752826cff068c76959d49767557e503d509fa3c18b0860a22a7e2bae50e81' +
  '2c5d71c31f9f1dfd143333b3043f6bf906e5d91207f1d988';

import { once } from 'node:events';
import { constants, createGunzip, createGzip } from 'node:zlib';

// What a compressing middleware or proxy puts between your answer and the client.
const compressed = createGzip();
const client = createGunzip();
compressed.pipe(client);

let received = '';
client.on('data', (chunk: Buffer) => {
  received += chunk.toString();
});

// The callback comes when gzip has taken the event in, not when it has given it out.
await new Promise<void>((resolve) => {
  compressed.write('data: hello\n\n', () => resolve());
});
console.log('after write:', JSON.stringify(received));

const arrived = once(client, 'data');
compressed.flush(constants.Z_SYNC_FLUSH);
await arrived;
console.log('after flush:', JSON.stringify(received));

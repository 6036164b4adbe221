import { criterion, encodeFrame, opcodes } from '../../../lab/grading/kit.ts';

criterion('echo.text', ({ sufficient, good, excellent }) => {
  sufficient('1: the page is served, and the address is printed', async ({ shared }) => {
    const server = await shared();
    await server.expectAddress();
    await server.get('/', 200);

    const client = await server.websocket('/ws/echo');
    client.send('hello');
    await client.expectText('Echo: hello');
  });

  sufficient('1: each text comes back with the prefix, in order', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.websocket('/ws/echo?tab=1');
    const texts = [random.text(), random.text(), random.text()];
    for (const text of texts) client.send(text);
    for (const text of texts) await client.expectText(`Echo: ${text}`);
  });

  sufficient('1: only the sender gets the answer', async ({ shared, random }) => {
    const server = await shared();
    const [sender, listener] = [await server.websocket('/ws/echo'), await server.websocket('/ws/echo')];
    const [text, marker] = [random.text(), random.text()];
    sender.send(text);
    await sender.expectText(`Echo: ${text}`);

    // The marker's answer is the first thing that the listener may hear.
    listener.send(marker);
    await listener.expectText(`Echo: ${marker}`);
  });

  good('1: binary comes back byte for byte', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.websocket('/ws/echo');
    const bytes = [Buffer.from([0xff, 0xfe, 0x00]), random.bytes(random.integer(100, 1000))];
    for (const frame of bytes) {
      client.send(frame);
      await client.expectBinary(frame);
    }
  });

  good('1: text and binary keep their kind and order when mixed', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.websocket('/ws/echo');
    const [text, bytes] = [random.text(), Buffer.from(random.text())];
    client.send(bytes);
    client.send(text);
    client.send(bytes);
    await client.expectBinary(bytes);
    await client.expectText(`Echo: ${text}`);
    await client.expectBinary(bytes);
  });

  excellent('1: a frame right behind the handshake is answered', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.tcp();
    const text = random.text();
    client.requestUpgrade('/ws/echo', encodeFrame({ opcode: opcodes.text, payload: Buffer.from(text) }));
    await client.expectStatus(101);
    await client.expectBytes(`text "Echo: ${text}"`, Buffer.from(`Echo: ${text}`));
    client.end();
  });

  excellent('1: empty frames and frames of almost 64 KiB are answered', async ({ shared, random }) => {
    const server = await shared();
    const client = await server.websocket('/ws/echo');
    const text = 'é'.repeat(random.integer(30_000, 32_000));
    const bytes = random.bytes(65_536);
    client.send('');
    await client.expectText('Echo: ');
    client.send(Buffer.alloc(0));
    await client.expectBinary(Buffer.alloc(0));
    client.send(text);
    await client.expectText(`Echo: ${text}`);
    client.send(bytes);
    await client.expectBinary(bytes);
  });
});

import { anyText, criterion, opcodes, type WebSocketClient } from '../../../lab/grading/kit.ts';
import { joinJson } from './json-client.ts';

/** Sends something wrong: an error comes back, and the connection goes on. */
async function expectRefusal(client: WebSocketClient, wrong: string | Buffer): Promise<void> {
  client.send(wrong);
  await client.expectMessage({ type: 'error', message: anyText });
  client.sendJson({ type: 'ping' });
  await client.expectMessage({ type: 'pong' });
}

criterion('echo.errors', ({ sufficient, good, excellent }) => {
  sufficient(
    '4: text that is no JSON gives an error, and the connection stays',
    async ({ shared, random }) => {
      const client = await joinJson(await shared());
      for (const wrong of [random.word(), '{"type":', '']) await expectRefusal(client, wrong);
    },
  );

  sufficient('4: an unknown type gives an error, and the connection stays', async ({ shared, random }) => {
    const client = await joinJson(await shared());
    await expectRefusal(client, JSON.stringify({ type: random.word() }));
    await expectRefusal(client, '{}');
  });

  good('4: JSON that is no object gives an error', async ({ shared }) => {
    const client = await joinJson(await shared());
    for (const wrong of ['null', '[]', '7', '"ping"', 'true']) await expectRefusal(client, wrong);
  });

  good('4: a missing or wrong field gives an error', async ({ shared }) => {
    const client = await joinJson(await shared());
    const wrong = [
      { type: 'message' },
      { type: 'message', text: 7 },
      { type: 'message', text: null },
      { type: 'command' },
      { type: 'command', command: ['help'] },
      { type: ['ping'] },
    ];
    for (const message of wrong) await expectRefusal(client, JSON.stringify(message));
  });

  good('4: the names that every object has are no types and no commands', async ({ shared, random }) => {
    const client = await joinJson(await shared());
    for (const name of ['__proto__', 'constructor', 'toString', random.word()]) {
      await expectRefusal(client, JSON.stringify({ type: name }));
      await expectRefusal(client, JSON.stringify({ type: 'command', command: name }));
    }
  });

  good('4: binary gives an error on /ws and /ws/json', async ({ shared, random }) => {
    const server = await shared();
    await expectRefusal(await joinJson(server), Buffer.from('{"type":"ping"}'));

    const client = await server.websocket('/ws');
    await client.expectMessage({ type: 'welcome' });
    client.send(random.bytes(10));
    await client.expectMessage({ type: 'error', message: anyText });
  });

  good('4: nobody else hears of an error', async ({ shared }) => {
    const server = await shared();
    const [sender, listener] = [await joinJson(server), await joinJson(server)];
    await expectRefusal(sender, 'not json');

    // The pong is the first thing that the listener may hear.
    listener.sendJson({ type: 'ping' });
    await listener.expectMessage({ type: 'pong' });
  });

  good('4: an upgrade on an unknown path is refused with 404', async ({ shared, random }) => {
    const server = await shared();
    for (const path of [`/${random.word()}`, '/ws/other', '/ws/echo/more', '/ws/jsonx', '/']) {
      const client = await server.tcp();
      client.requestUpgrade(path);
      await client.expectStatus(404);
      client.end();
    }
  });

  excellent('4: a message over 64 KiB is closed with 1009', async ({ shared }) => {
    const server = await shared();
    for (const path of ['/ws/echo', '/ws', '/ws/json']) {
      const client = await server.websocket(path);
      if (path !== '/ws/echo') await client.expectMessage({ type: 'welcome' });
      client.send('x'.repeat(65_537));
      await client.expectClose(1009);
    }
  });

  excellent('4: a frame that breaks the protocol ends its connection alone', async ({ shared }) => {
    const server = await shared();
    const bystander = await joinJson(server);
    const payload = Buffer.from('x');
    for (const path of ['/ws/echo', '/ws', '/ws/json']) {
      const reserved = await server.rawWebsocket(path);
      reserved.sendFrame('a frame with the reserved opcode 3', { opcode: opcodes.reserved, payload });
      await reserved.expectEnd();
      const unmasked = await server.rawWebsocket(path);
      unmasked.sendFrame('a text frame without a mask', { opcode: opcodes.text, payload, masked: false });
      await unmasked.expectEnd();
    }
    bystander.sendJson({ type: 'ping' });
    await bystander.expectMessage({ type: 'pong' });
  });
});

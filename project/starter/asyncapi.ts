import type { z } from 'zod';
import { toJsonSchema } from './json-schema.ts';
import { clientMessageSchema, notificationSchemas, serverMessageSchema } from './protocol.ts';

const DESCRIPTION =
  'What goes over the WebSocket and the stream of notifications. The rest stands in /openapi.json.';

/** The messages as an AsyncAPI document, from the schemas of protocol.ts. */
export function createAsyncApiDocument() {
  const fromClient = describeMessages('client', clientMessageSchema.options);
  const fromServer = describeMessages('server', serverMessageSchema.options);
  const events = Object.fromEntries(
    Object.entries(notificationSchemas).map(([name, schema]) => [
      name,
      { name, payload: toJsonSchema(schema) },
    ]),
  );
  const query = { type: 'object', required: ['token'], properties: { token: { type: 'string' } } };

  return {
    asyncapi: '3.1.0',
    info: { title: 'Chat', version: '1.0.0', description: DESCRIPTION },
    defaultContentType: 'application/json',
    channels: {
      chat: {
        address: '/ws/chat/{roomId}',
        description: 'A WebSocket for each open room.',
        parameters: { roomId: { description: 'The id of the room.' } },
        messages: { ...fromClient, ...fromServer },
        bindings: { ws: { method: 'GET', query } },
      },
      notifications: {
        address: '/notifications',
        description: 'Server-Sent Events: the name of a message is that of the event, its payload the data.',
        messages: events,
      },
    },
    operations: {
      receiveFromClient: operation('receive', 'chat', fromClient),
      sendToClient: operation('send', 'chat', fromServer),
      notify: operation('send', 'notifications', events),
    },
  };
}

interface MessageSchema extends z.ZodType {
  shape: { type: z.ZodLiteral<string> };
}

/** Both sides have messages of the same type, so each name tells who sends it, as in `client.typing`. */
function describeMessages(sender: 'client' | 'server', schemas: readonly MessageSchema[]) {
  return Object.fromEntries(
    schemas.map((schema) => {
      const name = schema.shape.type.value;
      return [`${sender}.${name}`, { name, payload: toJsonSchema(schema) }];
    }),
  );
}

function operation(action: 'send' | 'receive', channel: string, messages: object) {
  const $ref = `#/channels/${channel}`;
  return {
    action,
    channel: { $ref },
    messages: Object.keys(messages).map((name) => ({ $ref: `${$ref}/messages/${name}` })),
  };
}

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

const ORIGINS = new Set(['https://chat.example']);
const TICKET_LIFETIME_MS = 10_000;
const tickets = new Map<string, { username: string; expires: number }>();

/** What POST /tickets answers, to a request whose Authorization header was verified. */
function issueTicket(username: string): string {
  const ticket = randomBytes(32).toString('base64url');
  tickets.set(ticket, { username, expires: Date.now() + TICKET_LIFETIME_MS });
  return ticket;
}

/** Whose ticket this is. It is gone afterwards, whatever the answer. */
function redeemTicket(ticket: string): string | undefined {
  const issued = tickets.get(ticket);
  tickets.delete(ticket);
  return issued && issued.expires > Date.now() ? issued.username : undefined;
}

const sockets = new WebSocketServer({ noServer: true });
const server = createServer();
server.on('upgrade', (request, connection, head) => {
  const refuse = (status: number) =>
    connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);

  if (!ORIGINS.has(request.headers.origin ?? '')) return refuse(403);
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const username = redeemTicket(searchParams.get('ticket') ?? '');
  if (username === undefined) return refuse(401);
  sockets.handleUpgrade(request, connection, head, (socket) => socket.close(1000, `hello ${username}`));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;

async function attempt(name: string, ticket: string, origin: string): Promise<void> {
  const client = new WebSocket(`ws://127.0.0.1:${port}/?ticket=${ticket}`, { origin });
  client.once('error', (error) => console.log(`${name}: ${error.message}`));
  client.once('close', (code, reason) => code === 1000 && console.log(`${name}: ${reason}`));
  await once(client, 'close').catch(() => {});
}

const ticket = issueTicket('ada');
await attempt('from another site', ticket, 'https://chat.example.attacker.test');
await attempt('from the page', ticket, 'https://chat.example');
await attempt('the same ticket again', ticket, 'https://chat.example');
await attempt('a guessed ticket', 'guess', 'https://chat.example');
server.close();

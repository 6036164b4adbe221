import type { Database } from 'libsql';
import type { Bus } from './bus.ts';
import { Delivery } from './delivery.ts';
import { EventLog } from './event-log.ts';
import { Messages } from './messages.ts';
import { Passwords } from './passwords.ts';
import { Presence } from './presence.ts';
import { Rooms } from './rooms.ts';
import type { Settings } from './settings.ts';
import { Tokens } from './tokens.ts';
import { Users } from './users.ts';

/** What the endpoints work with. */
export interface Services {
  settings: Settings;
  users: Users;
  tokens: Tokens;
  rooms: Rooms;
  messages: Messages;
  events: EventLog;
  presence: Presence;
  delivery: Delivery;
}

export function createServices(settings: Settings, database: Database, bus: Bus): Services {
  const users = new Users(database, new Passwords(settings.SCRYPT_COST));
  const events = new EventLog(database);
  const presence = new Presence(database, events);
  return {
    settings,
    users,
    tokens: new Tokens(settings, users),
    rooms: new Rooms(database, events),
    messages: new Messages(database, events),
    events,
    presence,
    delivery: new Delivery(events, presence, bus),
  };
}

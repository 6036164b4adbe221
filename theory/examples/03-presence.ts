/** Who is here. A person is here as long as one of their connections is open: two tabs are one person. */
class Presence<Connection> {
  readonly #people = new Map<string, Set<Connection>>();

  /** Returns whether the person was not here before. */
  enter(username: string, connection: Connection): boolean {
    const connections = this.#people.get(username) ?? new Set<Connection>();
    const isNew = connections.size === 0;
    this.#people.set(username, connections.add(connection));
    return isNew;
  }

  /** Returns whether the person is gone now. To leave twice is to leave once. */
  leave(username: string, connection: Connection): boolean {
    const connections = this.#people.get(username);
    if (!connections?.delete(connection) || connections.size > 0) return false;
    this.#people.delete(username);
    return true;
  }

  names(): string[] {
    return [...this.#people.keys()].toSorted();
  }
}

// Any object will do as a connection here; a server would put its sockets in.
const laptop = { name: 'laptop' };
const phone = { name: 'phone' };
const presence = new Presence<{ name: string }>();

console.log('ada on the laptop: announce her?', presence.enter('ada', laptop));
console.log('ada on the phone: announce her?', presence.enter('ada', phone));
console.log('the laptop closes: is she gone?', presence.leave('ada', laptop));
console.log('its close is heard again: is she gone?', presence.leave('ada', laptop));
console.log('here:', presence.names().join(', '));
console.log('the phone closes: is she gone?', presence.leave('ada', phone));

import type { Services } from './services.ts';

const BEAT_MS = 2000;

/** The only server of its database finds people there whom an earlier one, that was killed, could not take out. */
export function startAlone({ presence }: Services): void {
  presence.removeLost(0);
}

/**
 * One of several servers says every two seconds that it lives, takes out the people of those that do not, and reads
 * what it was not told of.
 */
export function startBeating(services: Services): void {
  beat(services);
  setInterval(() => {
    try {
      beat(services);
    } catch (error) {
      console.error(error);
    }
  }, BEAT_MS).unref();
}

function beat({ presence, delivery }: Services): void {
  const isKnown = presence.beat();
  if (!isKnown) {
    for (const { roomId, userId } of delivery.connections.everybody()) presence.enter(roomId, userId);
  }
  presence.removeLost();
  delivery.deliverNews();
}

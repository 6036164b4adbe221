// The format of an event stream: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream

export interface EventFields {
  event: string;
  data: string;
  id: number;
}

/** One event. Each line of the data needs a field of its own, and an empty line ends the event. */
export function formatEvent({ event, data, id }: EventFields): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`);
  return `event: ${event}\nid: ${id}\n${lines.join('')}\n`;
}

/** A line that clients pass over. */
export function formatComment(text: string): string {
  return `: ${text}\n\n`;
}

/** How many milliseconds a client waits before it connects again. */
export function formatRetry(milliseconds: number): string {
  return `retry: ${milliseconds}\n\n`;
}

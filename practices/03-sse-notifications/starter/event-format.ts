// The format of an event stream: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream

export interface EventFields {
  event: string;
  data: string;
  id?: number;
}

/** One event. Each line of the data needs a field of its own, and an empty line ends the event. */
export function formatEvent({ event, data, id }: EventFields): string {
  // TODO(step 1): write the fields `event`, `id` (when there is one) and `data`, and end the event.
  return '';
}

/** A line that clients pass over. */
export function formatComment(text: string): string {
  // TODO(step 5): write a comment.
  return '';
}

/** How many milliseconds a client waits before it connects again. */
export function formatRetry(milliseconds: number): string {
  // TODO(step 1): write the field `retry`.
  return '';
}

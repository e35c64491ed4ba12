import { CloudEvent, Mode, emitterFor, httpTransport } from 'cloudevents';

/** The SDK sends once and never again: repeating is for the application. */
const RETRY_MS = 250;

export function open(setup, writeKey) {
  const names = ['emitterFor', 'httpTransport', 'Mode'];
  const emit = new Function(...names, `return ${setup}`)(emitterFor, httpTransport, Mode);
  const headers = { Authorization: `Bearer ${writeKey}` };

  async function send(message, done) {
    const { userId, event, properties } = message;
    const told = new CloudEvent({
      source: '/driver',
      type: event,
      subject: userId,
      data: properties,
      ...(message.groupId ? { accountid: message.groupId } : {}),
    });
    for (;;) {
      // The promise is kept for any answer, also for a problem: only the body says what became of it.
      const answer = await emit(told, { headers }).then(
        (response) => JSON.parse(response.body),
        () => ({ status: 503 }),
      );
      if (answer.success) {
        return done(answer.rejected[0]);
      }
      if (answer.status < 500 && answer.status !== 429) {
        return done(new Error(answer.detail));
      }
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
  return { send: (call, message, done) => void send(message, done), close: async () => {} };
}

import Analytics from '@rudderstack/rudder-sdk-node';

export function open(setup, writeKey) {
  const analytics = new Function('Analytics', 'writeKey', `return ${setup}`)(Analytics, writeKey);
  const flush = () => analytics.flush().catch(() => {});
  // One flush sends 20 events at most, so the driver asks again until all are told of.
  return { send: (call, message, done) => analytics[call](message, done), flush, close: flush };
}

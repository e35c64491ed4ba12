import { Analytics } from '@segment/analytics-node';

export function open(setup, writeKey) {
  const analytics = new Function('Analytics', 'writeKey', `return ${setup}`)(Analytics, writeKey);
  return {
    send: (call, message, done) => analytics[call](message, done),
    // At the default of 75 s it gives up what it still holds.
    close: () => analytics.closeAndFlush({ timeout: 600_000 }),
  };
}

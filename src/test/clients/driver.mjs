// Drives one client: orders come in as lines of JSON, and what the client itself says became of
// each event goes out as lines of JSON. Arguments: the client, the line that sets it up (as
// docs/events.md prints it, addresses put in), the key.
//   in:  {"number":7,"customerId":"c","note":"...","digest":"..."}   an event to track
//        {"call":"identify","number":8,"message":{...}}              another call of the client
//   out: {"number":7}                                                it says: delivered
//        {"number":7,"failed":"why"}                                 it says: given up
import { createInterface } from 'node:readline';

/** An application keeps at most this many events waiting in its client. */
const MOST_WAITING = 200;

const [name, setup, writeKey] = process.argv.slice(2);
const { open } = await import(`./${name}.mjs`);
const client = open(setup, writeKey);

let waiting = 0;
let wake = () => {};

function told(number, error) {
  waiting--;
  const failed = error ? { failed: String(error.reason ?? error.message ?? error) } : {};
  process.stdout.write(`${JSON.stringify({ number, ...failed })}\n`);
  wake();
}

async function until(condition) {
  while (!condition()) {
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  waiting++;
  const { number } = order;
  const message = order.message ?? {
    userId: order.customerId,
    event: 'Product Reviewed',
    properties: { number, note: order.note, digest: order.digest },
  };
  client.send(order.call ?? 'track', message, (error) => told(number, error));
  await until(() => waiting < MOST_WAITING);
}
await client.close();
await until(() => {
  client.flush?.();
  return waiting === 0;
});
process.exit(0);

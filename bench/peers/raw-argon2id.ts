import { hash, verify } from "@node-rs/argon2";

// Compares passwords without a server. No server can be faster on this machine.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const password = "eleven herons on one pond";
const stored = await hash(password, cost);

process.on("message", ({ atOnce, seconds }: { atOnce: number; seconds: number }) => {
  void compare(atOnce, seconds).then((perSecond) => process.send?.({ perSecond }));
});
process.send?.({ ready: true });

async function compare(atOnce: number, seconds: number): Promise<number> {
  const begin = performance.now();
  const elapsed = () => (performance.now() - begin) / 1000;
  let count = 0;
  const lane = async () => {
    while (elapsed() < seconds) {
      await verify(stored, password);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return count / elapsed();
}

import type { SimulatedApp } from "../../../lab/simulation/simulated-app.ts";

export type Life = AsyncGenerator<number, void, void>;

export async function live(world: SimulatedApp, lives: readonly Life[], end: number): Promise<void> {
  const waiting: { at: number; life: Life }[] = [];
  const goOn = async (life: Life) => {
    const { done, value: at } = await life.next();
    if (done || at > end) return;
    const place = waiting.findIndex((other) => other.at > at);
    waiting.splice(place < 0 ? waiting.length : place, 0, { at, life });
  };
  for (const life of lives) await goOn(life);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    await world.pass(Math.max(0, next.at - world.clock.now()));
    await goOn(next.life);
  }
  await world.pass(Math.max(0, end - world.clock.now()));
}

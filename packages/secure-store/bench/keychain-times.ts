import { createKeychainStore } from "../src/keychain-store.ts";
import { timesOf } from "./store-times.ts";

// A program of its own, because the session bus is found once per process.
console.log(JSON.stringify(await timesOf(createKeychainStore({ service: "secure-store bench" }), 51)));

import { createKeychainStore } from "../src/keychain-store.ts";
import { storeTimes } from "./store-times.ts";

// A program of its own, because the session bus is found once per process.
console.log(JSON.stringify(await storeTimes(createKeychainStore({ service: "secure-store bench" }), 51)));

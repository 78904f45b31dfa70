import { createKeychainStore } from "../src/keychain-store.ts";
import { storeTimes } from "./store-times.ts";

// A program of its own, because each process looks up the session bus only once.
console.log(JSON.stringify(await storeTimes(createKeychainStore({ service: "secure-store bench" }), 51)));

import { createKeychainStore } from "../src/keychain-store.ts";
import { storeTimes } from "./store-times.ts";

// This is a program of its own, because each process looks up the session bus only once.
console.log(JSON.stringify(await storeTimes(createKeychainStore({ service: "secure-store bench" }), 51)));

import { createKeychainStore } from "../src/keychain-store.ts";
import { storeTimes } from "./store-times.ts";

// Each process looks up the session bus only once, so this is a separate program.
console.log(JSON.stringify(await storeTimes(createKeychainStore({ service: "secure-store bench" }), 51)));

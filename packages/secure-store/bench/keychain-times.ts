import { createKeychainStore } from "../src/keychain-store.ts";
import { storeTimes } from "./store-times.ts";

// The keychain library looks up the session bus only once in each process. A new bus needs a new process, so
// this is a separate program.
console.log(JSON.stringify(await storeTimes(createKeychainStore({ service: "secure-store bench" }), 51)));

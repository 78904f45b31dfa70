// `npm run demo`: `npm start` with 40 users in every state, in a data folder of its own.
process.env["SALLYPORT_DATA"] ||= ".demo";
process.env["SALLYPORT_DEMO_USERS"] = "40";
await import("./start.mjs");

// `npm run demo` is `npm start` with 40 users in all states and its own data folder.
process.env["SALLYPORT_DATA"] ||= ".demo";
process.env["SALLYPORT_DEMO_USERS"] = "40";
await import("./start.mjs");

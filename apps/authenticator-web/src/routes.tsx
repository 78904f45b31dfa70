import type { RouteObject } from "react-router";
import { GoneWrong } from "./gone-wrong.tsx";
import { NotFound } from "./not-found.tsx";
import { Opening } from "./opening.tsx";
import { RegisterPage } from "./register/register-page.tsx";
import { RegisteredOnly } from "./register/registered-only.tsx";
import { VerifyPage } from "./register/verify-page.tsx";

export const routes: RouteObject[] = [
  {
    ErrorBoundary: GoneWrong,
    HydrateFallback: Opening,
    children: [
      {
        Component: RegisteredOnly,
        children: [
          {
            path: "/",
            lazy: { Component: async () => (await import("./codes/codes-page.tsx")).CodesPage },
          },
          {
            path: "/settings",
            lazy: { Component: async () => (await import("./settings/settings-page.tsx")).SettingsPage },
          },
          {
            path: "/settings/two-step",
            lazy: { Component: async () => (await import("./two-step/two-step-page.tsx")).TwoStepPage },
          },
        ],
      },
      { path: "/register", Component: RegisterPage },
      { path: "/verify", Component: VerifyPage },
      { path: "*", Component: NotFound },
    ],
  },
];

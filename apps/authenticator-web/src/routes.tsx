import { page } from "@sallyport/ui/page";
import { Suspense } from "react";
import { Route, Routes } from "react-router";
import { NotFound } from "./not-found.tsx";
import { Opening } from "./opening.tsx";
import { RegisterPage } from "./register/register-page.tsx";
import { RegisteredOnly } from "./register/registered-only.tsx";

const CodesPage = page(() => import("./codes/codes-page.tsx"), "CodesPage");
const SettingsPage = page(() => import("./settings/settings-page.tsx"), "SettingsPage");
const TwoStepPage = page(() => import("./two-step/two-step-page.tsx"), "TwoStepPage");
const VerifyPage = page(() => import("./register/verify-page.tsx"), "VerifyPage");

/** The list `authenticatorPages` in the server must have the same paths. */
export const routes = (
  <>
    <Route element={<RegisteredOnly />}>
      <Route path="/" element={<CodesPage />} />
      <Route path="/settings" element={<SettingsPage />} />
      <Route path="/settings/two-step" element={<TwoStepPage />} />
    </Route>
    <Route path="/register" element={<RegisterPage />} />
    <Route path="/verify" element={<VerifyPage />} />
    <Route path="*" element={<NotFound />} />
  </>
);

export function Pages() {
  return (
    <Suspense fallback={<Opening />}>
      <Routes>{routes}</Routes>
    </Suspense>
  );
}

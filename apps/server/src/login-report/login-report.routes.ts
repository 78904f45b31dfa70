import * as contract from "@sallyport/contract/login-report";
import { type Place, serve } from "../http/serve.ts";
import { type LoginReportParts, openLoginReport, reportLogin } from "./login-report.ts";

export function loginReportRoutes(place: Place, parts: LoginReportParts): void {
  serve(place, contract.openLoginReport, ({ body, visit }) => openLoginReport(parts, visit, body));
  serve(place, contract.reportLogin, ({ body, visit }) => reportLogin(parts, visit, body));
}

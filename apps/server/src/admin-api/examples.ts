export interface Example {
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: object;
  reply: unknown;
}

const id = "5f0b6a52-6d0e-4f6c-9f8e-0d3c8a1b2c3d";
const params = { id };

const user = {
  id,
  username: "maria",
  email: "maria@example.com",
  name: "Maria Example",
  state: "active",
  createdAt: "2027-01-04T09:00:00.000Z",
  lastSignInAt: "2027-02-01T08:12:40.000Z",
  mailUndeliveredSince: null,
  mfa: {
    isRequired: true,
    isRequiredForUser: true,
    isEnrolled: false,
    enrolBy: "2027-02-11T09:00:00.000Z",
    enrolledAt: null,
  },
  locks: [],
  version: "b7e23ec29af22b0b4e41da31e868d572",
};

const event = {
  id: 42,
  at: "2027-02-01T08:12:40.000Z",
  kind: "user_mfa_requirement",
  actor: "ada@example.com",
  subject: "maria@example.com",
  by: {
    id: "0b1f7c9e-2f57-4a43-8f0c-6a1f0d5b7e11",
    email: "ada@example.com",
    name: "Ada Admin (API key “HR system”)",
    realm: "administrator",
  },
  to: { id, email: "maria@example.com", name: "Maria Example", realm: "user" },
  outcome: "success",
  detail: "required, to set up by 2027-02-11T09:00:00.000Z",
  address: "192.0.2.7",
};

const ofUser = { params, reply: user };

export const examples: Readonly<Record<string, Example>> = {
  "GET /api/admin/users": {
    query: { search: "maria", limit: "50" },
    reply: { users: [user], next: null },
  },
  "GET /api/admin/user-export": {
    query: { mfa: "not-set-up", due: "7" },
    reply:
      "id,username,name,email,state,mfa_required,mfa_set_up,mfa_deadline,mfa_days,mfa_set_up_at,locked,created,last_login,mail_undelivered_since\r\n" +
      `${id},maria,Maria Example,maria@example.com,active,yes,no,${user.mfa.enrolBy},,,,${user.createdAt},${user.lastSignInAt},\r\n`,
  },
  "GET /api/admin/user-counts": {
    reply: {
      all: 42,
      notSetUp: 13,
      dueSoon: 5,
      locked: 2,
      invited: 3,
      suspended: 1,
      undelivered: 1,
      neverLoggedIn: 4,
    },
  },
  "GET /api/admin/enforcement/coverage": {
    query: { days: "90" },
    reply: {
      timeZone: "Europe/Berlin",
      from: "2026-11-04",
      today: "2027-02-01",
      days: [
        {
          day: "2027-02-01",
          countedAt: "2027-01-31T23:00:03.120Z",
          users: 42,
          required: 38,
          setUp: 25,
          setUpByChoice: 1,
          locked: 2,
        },
      ],
    },
  },
  "GET /api/admin/enforcement/deadlines": {
    query: { month: "2027-02" },
    reply: {
      timeZone: "Europe/Berlin",
      today: "2027-02-01",
      month: "2027-02",
      days: [{ day: "2027-02-11", count: 5 }],
      ahead: 9,
      late: 2,
      withoutDeadline: 2,
    },
  },
  "POST /api/admin/users": {
    body: { username: "maria", email: "maria@example.com", name: "Maria Example" },
    reply: { ...user, state: "staged", lastSignInAt: null },
  },
  "GET /api/admin/users/:id": ofUser,
  "PUT /api/admin/users/:id": { ...ofUser, body: { mfa: { isRequired: true, days: 7 } } },
  "POST /api/admin/users/:id/extend": { ...ofUser, body: { days: 14 } },
  "POST /api/admin/users/:id/shorten": { ...ofUser, body: { days: 3 } },
  "POST /api/admin/users/:id/unlock": ofUser,
  "POST /api/admin/users/:id/state": {
    params,
    body: { state: "suspended" },
    reply: { ...user, state: "suspended" },
  },
  "POST /api/admin/users/:id/invite": { params, reply: { ...user, state: "staged", lastSignInAt: null } },
  "POST /api/admin/users/:id/withdraw-invitation": {
    params,
    reply: { ...user, state: "staged", lastSignInAt: null },
  },
  "DELETE /api/admin/users/:id/sessions": { params, reply: {} },
  "DELETE /api/admin/users/:id/sessions/:session": {
    params: { id, session: "9d1c1b44-5a0e-4c8e-8a55-1f6b1e0f7a20" },
    reply: {},
  },
  "GET /api/admin/users/:id/security": {
    params,
    reply: {
      authenticatorApps: [],
      passkeys: [],
      recoveryCodes: null,
      sessions: [],
      lastSignInFrom: "192.0.2.7",
      invitation: null,
      deletion: { isPossible: false, possibleFrom: null },
      bypassCodes: { areAllowed: false, outstanding: null },
    },
  },
  "GET /api/admin/administrators": {
    reply: {
      administrators: [
        {
          id: event.by.id,
          email: "ada@example.com",
          name: "Ada Admin",
          state: "active",
          role: "owner",
          isMe: true,
          lastSignInAt: "2027-02-01T07:55:03.000Z",
          mailUndeliveredSince: null,
          mfa: { isRequired: true, isEnrolled: true, codesUsedUntil: null },
          hasToWait: false,
          may: { edit: true, reset: false, changeRole: false, suspend: false },
          deletion: { isPossible: false, possibleFrom: null },
        },
      ],
    },
  },
  "GET /api/admin/activity": {
    query: { kind: "user_mfa_requirement", limit: "50" },
    reply: { events: [event], next: null, person: null },
  },
  "GET /api/admin/activity/:id": {
    params: { id: "42" },
    reply: {
      ...event,
      seq: 42,
      link: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    },
  },
  "GET /api/admin/activity/export": {
    query: { format: "jsonl", from: "2027-02-01T00:00:00.000Z" },
    reply: `${JSON.stringify({ ...event, what: "Ada Admin required MFA of Maria Example" })}\n`,
  },
  "GET /api/admin/openapi.json": { reply: { openapi: "3.1.0", paths: {} } },
};

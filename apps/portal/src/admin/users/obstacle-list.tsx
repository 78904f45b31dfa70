import type { User } from "@sallyport/contract/users";
import { Icon } from "@sallyport/ui/icon";
import { Moment } from "@sallyport/ui/moment";
import css from "./obstacle-list.module.css";
import { type Obstacle, obstacles } from "./obstacles.ts";

export function ObstacleList({ user }: { user: User }) {
  const found = obstacles(user);
  return (
    <section className={css.section} aria-labelledby="obstacles">
      <h2 id="obstacles">What keeps this user out</h2>
      {found.length === 0 ? (
        <p className={css.nothing}>
          <Icon name="check" />
          <span>
            Nothing. <bdi>{user.name}</bdi> can log in.
          </span>
        </p>
      ) : (
        <ul className={css.list}>
          {found.map((obstacle) => (
            <ObstacleItem key={`${obstacle.title} ${obstacle.source}`} obstacle={obstacle} />
          ))}
        </ul>
      )}
    </section>
  );
}

function ObstacleItem({ obstacle: { title, source, since, liftsAt, remedy } }: { obstacle: Obstacle }) {
  return (
    <li className={css.obstacle}>
      <h3>{title}</h3>
      {source === null ? null : <p>Only from the address {source}.</p>}
      {since === null ? null : (
        <p>
          Since <Moment at={since} as="date-time" />.
        </p>
      )}
      {liftsAt === null ? null : (
        <p>
          Lifts by itself on <Moment at={liftsAt} as="date-time" />.
        </p>
      )}
      <p>
        {liftsAt === null ? "To lift it" : "To lift it sooner"}: {remedy}
      </p>
    </li>
  );
}

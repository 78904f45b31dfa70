import { Icon } from "@sallyport/ui/icon";
import { Moment } from "@sallyport/ui/moment";
import css from "./obstacle-list.module.css";
import { ObstacleRemedy, type RemedyProps } from "./obstacle-remedy.tsx";
import { type Obstacle, obstacles } from "./obstacles.ts";

export function ObstacleList(props: RemedyProps) {
  const { user, heading } = props;
  const found = obstacles(user);
  return (
    <section className={css.section} aria-labelledby="obstacles">
      <h2 id="obstacles" ref={heading} tabIndex={-1}>
        {found.length === 0 ? "This user can log in" : "Why this user can't log in"}
      </h2>
      {found.length === 0 ? (
        <p className={css.nothing}>
          <Icon name="check" />
          <span>
            Nothing keeps <bdi>{user.name}</bdi> out.
          </span>
        </p>
      ) : (
        <ul className={css.list}>
          {found.map(({ title, waits, remedy }) => (
            <li key={title} className={css.obstacle}>
              <h3>{title}</h3>
              {waits.map((wait) => (
                <Wait key={wait.source} wait={wait} />
              ))}
              <ObstacleRemedy {...props} remedy={remedy} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Wait({ wait: { source, since, liftsAt } }: { wait: Obstacle["waits"][number] }) {
  return (
    <p>
      {source === null ? null : <>Only from the address {source}. </>}
      {since === null ? null : (
        <>
          Since <Moment at={since} as="date-time" />.{" "}
        </>
      )}
      {liftsAt === null ? null : (
        <>
          Lifts by itself on <Moment at={liftsAt} as="date-time" />.
        </>
      )}
    </p>
  );
}

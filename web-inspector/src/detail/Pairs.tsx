import styles from './Detail.module.css';

interface Props {
  label: string;
  pairs: readonly { name: string; value: string; masked?: boolean }[];
}

/** Names and values, in their order; a name may come twice. */
export function Pairs({ label, pairs }: Props) {
  return (
    <table className={styles.pairs} aria-label={label}>
      <tbody>
        {pairs.map(({ name, value, masked }, i) => (
          <tr key={i}>
            <th scope="row">{name}</th>
            <td className={masked ? styles.masked : undefined}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

import { peopleRoutes } from '../../../contract/people.ts';
import { useRead } from '../read.ts';

/** The picture that the person shows of what matters, with the person's own words for it. Nothing when there is none. */
export function PersonPicture({ personId }: { readonly personId: string }) {
  const read = useRead(peopleRoutes.picture, { params: { personId } });
  const picture = read.data?.picture;
  if (!picture) return null;
  return (
    <img
      className="person-picture"
      src={`data:${picture.type};base64,${picture.data}`}
      width={picture.width}
      height={picture.height}
      alt={picture.alt}
    />
  );
}

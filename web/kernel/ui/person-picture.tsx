import { type PictureShape, peopleRoutes } from '../../../contract/people.ts';
import { useRead } from '../read.ts';

interface PersonPictureProps {
  readonly personId: string;
  readonly shape: PictureShape;
}

/** The picture that the person shows of what matters, with the person's own words for it. Its place is kept until it comes. */
export function PersonPicture({ personId, shape }: PersonPictureProps) {
  const { data } = useRead(peopleRoutes.picture, { params: { personId } });
  const picture = data?.picture;
  // One that was changed a moment ago has another shape.
  const { width, height, alt } = picture ?? shape;
  if (data && !picture) return null;
  return picture ? (
    <img
      className="person-picture"
      src={`data:${picture.type};base64,${picture.data}`}
      width={width}
      height={height}
      alt={alt}
    />
  ) : (
    <svg
      className="person-picture"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={alt}
    />
  );
}

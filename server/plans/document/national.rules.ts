import { toStockholm, type Instant } from '../../../contract/kernel/time.ts';
import type { PlanView } from '../../../contract/plans.ts';

/** The most that one document may weigh in GetCarePlans 2.0 (TKB 3.0.12, carePlanBody.content): bytes before base64. */
export const mostBytes = 100 * 1024;

/** What is told of a unit in the national services; a HSA-id each. */
export interface NationalUnit {
  readonly hsaId: string;
  readonly name: string;
}
export interface NationalFacts {
  readonly plan: Pick<
    PlanView,
    'id' | 'type' | 'title' | 'state' | 'edition' | 'establishedAt' | 'changed' | 'openedAt'
  >;
  /** `YYYYMMDDNNNN`, and which register it is of. */
  readonly patient: { readonly number: string; readonly system: 'personnummer' | 'samordningsnummer' };
  /** The unit that keeps the plan together, its care unit (inre spärr) and its care giver (yttre spärr). */
  readonly unit: NationalUnit;
  readonly careUnitHsaId: string;
  readonly careGiverHsaId: string;
  readonly sourceSystemHsaId: string;
  /** Units that have promised something in it. */
  readonly participating: readonly string[];
  /** The person may read it there now: no block, no delay by somebody who answers for the journal. */
  readonly mayBeShown: boolean;
  readonly document: { readonly mediaType: 'text/html' | 'application/pdf'; readonly content: Uint8Array };
}

/** A plan as RIV-TA `clinicalprocess:logistics:logistics:GetCarePlans` 2.0 tells it, names as in its schema. */
export interface NationalCarePlan {
  readonly carePlanHeader: {
    readonly documentId: string;
    readonly sourceSystemHSAId: string;
    readonly documentTitle: string;
    /** `YYYYMMDDhhmmss`, Stockholm. */
    readonly documentTime: string;
    readonly patientId: { readonly id: string; readonly type: string };
    readonly accountableHealthcareProfessional: {
      readonly authorTime: string;
      readonly healthcareProfessionalOrgUnit: { readonly orgUnitHSAId: string; readonly orgUnitName: string };
      readonly healthcareProfessionalCareUnitHSAId: string;
      readonly healthcareProfessionalCareGiverHSAId: string;
    };
    readonly approvedForPatient: boolean;
  };
  readonly carePlanBody: {
    readonly content: readonly [{ readonly mediaType: string; readonly value: string }];
    readonly participatingCareUnitHSAId: readonly { readonly root: string; readonly extension: string }[];
    readonly typeOfCarePlan: PlanView['type'];
  };
}

const patientTypes = { personnummer: '1.2.752.129.2.1.3.1', samordningsnummer: '1.2.752.129.2.1.3.3' } as const;
const hsaRoot = '1.2.752.129.2.1.4.1';

/**
 * The plan as the national services show it: a document and what is told of it. Its id is the plan's own, the same in every edition. Only an
 * established plan is for the person to read at 1177; what is being prepared is not yet a plan. Withdrawal has no mark of its own there: what
 * no longer may be shown is no longer given.
 *
 * @throws RangeError when the document weighs more than the service takes, or an identity is no twelve digits
 */
export function nationalCarePlan({ plan, patient, document, ...facts }: NationalFacts): NationalCarePlan {
  if (document.content.length > mostBytes)
    throw new RangeError(`the document weighs ${document.content.length} bytes, at most ${mostBytes}`);
  if (!/^\d{12}$/u.test(patient.number)) throw new RangeError('an identity is twelve digits');
  const time = stampOf(Date.parse(plan.changed?.at ?? plan.establishedAt ?? plan.openedAt));
  return {
    carePlanHeader: {
      documentId: plan.id,
      sourceSystemHSAId: facts.sourceSystemHsaId,
      documentTitle: plan.title,
      documentTime: time,
      patientId: { id: patient.number, type: patientTypes[patient.system] },
      accountableHealthcareProfessional: {
        authorTime: time,
        healthcareProfessionalOrgUnit: { orgUnitHSAId: facts.unit.hsaId, orgUnitName: facts.unit.name },
        healthcareProfessionalCareUnitHSAId: facts.careUnitHsaId,
        healthcareProfessionalCareGiverHSAId: facts.careGiverHsaId,
      },
      approvedForPatient: facts.mayBeShown && plan.edition > 0,
    },
    carePlanBody: {
      content: [{ mediaType: document.mediaType, value: Buffer.from(document.content).toString('base64') }],
      participatingCareUnitHSAId: [...new Set(facts.participating)]
        .toSorted()
        .map((extension) => ({ root: hsaRoot, extension })),
      typeOfCarePlan: plan.type,
    },
  };
}

/** `YYYYMMDDhhmmss` in Stockholm. */
function stampOf(instant: Instant): string {
  const { date, hour, minute, second } = toStockholm(instant);
  return date.replaceAll('-', '') + [hour, minute, second].map((part) => String(part).padStart(2, '0')).join('');
}

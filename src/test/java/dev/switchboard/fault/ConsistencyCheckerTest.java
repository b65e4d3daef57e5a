package dev.switchboard.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Histories written by hand: what is allowed is green, what is not is red by its rule. */
class ConsistencyCheckerTest {

  private static void green(Script script) {
    Verdict verdict = script.verdict();
    assertThat(verdict.findings()).as(verdict.toString()).isEmpty();
    assertThat(verdict.lost()).isZero();
    assertThat(verdict.undecided()).isZero();
  }

  private static void red(Script script, Rule... rules) {
    Verdict verdict = script.verdict();
    assertThat(verdict.broken()).as(verdict.toString()).containsExactlyInAnyOrder(rules);
  }

  @Test
  void writesInSequenceAreGreen() {
    green(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 3, "{'a':1,'b':1}")
            .patch(6, 7, "{'a':null}", 4, "{'b':1}")
            .read(8, 9, 4, "{'b':1}"));
  }

  @Test
  void concurrentWritesMayHaveAnyOrder() {
    green(
        Script.created()
            .patch(2, 9, "{'a':1}", 3, "{'a':1,'b':1}")
            .patch(2, 9, "{'b':1}", 2, "{'b':1}")
            .read(2, 9, 1, "{}")
            .read(3, 9, 3, "{'a':1,'b':1}")
            .read(10, 11, 3, "{'a':1,'b':1}"));
  }

  @Test
  void writeThatChangesNothingKeepsTheVersion() {
    green(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'a':1}", 2, "{'a':1}")
            .patchIfMatch(2, 6, 7, "{'a':1}", 2, "{'a':1}")
            .patch(8, 9, "{}", 2, "{'a':1}")
            .read(10, 11, 2, "{'a':1}"));
  }

  @Test
  void sameRequestTwiceIsOneVersion() {
    green(
        Script.created()
            .patch(2, 5, "{'a':1}", 2, "{'a':1}")
            .patch(3, 4, "{'a':1}", 2, "{'a':1}")
            .read(6, 7, 2, "{'a':1}"));
  }

  @Test
  void figuresAreCounted() {
    Verdict verdict =
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .unknown(4, "{'b':1}")
            .refused(412, 1, 5, 6, "{'c':1}")
            .read(7, 8, 2, "{'a':1}")
            .verdict();

    assertThat(verdict.figures())
        .isEqualTo(
            "operations 1, acknowledged writes 2, reads 1, unknown 1, refused 1, lost 0, undecided 0");
    assertThat(verdict.toString()).startsWith("green: operations 1");
  }

  @Test
  void findingTellsWhatAndShowsWho() {
    Verdict verdict =
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .read(4, 5, 1, "{}")
            .read(6, 7, 2, "{'a':1}")
            .verdict();

    assertThat(verdict.toString())
        .startsWith("RED")
        .contains("rule 4 (no read is stale) is broken for operation")
        .contains("version 1 was answered after version 2 had been")
        .contains("READ by client 2")
        .contains("PATCH by client 1");
  }

  @Test
  void unknownWriteMayTakeEffectOrNot() {
    green(
        Script.created()
            .unknown(2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 2, "{'b':1}")
            .read(6, 7, 2, "{'b':1}"));
    green(
        Script.created()
            .unknown(2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 3, "{'a':1,'b':1}")
            .read(6, 7, 3, "{'a':1,'b':1}"));
    green(
        Script.created()
            .unknown(2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 2, "{'b':1}")
            .read(6, 7, 3, "{'a':1,'b':1}"));
  }

  @Test
  void severalUnknownWritesFillOneGap() {
    green(
        Script.created()
            .unknown(2, "{'a':1}")
            .unknown(2, "{'a':2}")
            .unknown(2, "{'c':1}")
            .unknown(2, "{'d':1}")
            .read(6, 7, 4, "{'a':1,'c':1}"));
  }

  @Test
  void repeatedRequestMayFindItsUnknownPredecessorDone() {
    green(
        Script.created()
            .unknown(2, "{'a':1}")
            .read(4, 5, 2, "{'a':1}")
            .patch(6, 7, "{'a':1}", 2, "{'a':1}")
            .read(8, 9, 2, "{'a':1}"));
  }

  @Test
  void gapsThatCompeteForUnknownWritesAreExplainedTogether() {
    green(
        Script.created()
            .unknown(2, "{'a':1,'b':1}")
            .unknown(2, "{'a':1}")
            .patch(3, 4, "{'b':1}", 2, "{'b':1}")
            .read(5, 6, 3, "{'a':1,'b':1}")
            .patch(7, 8, "{'a':0,'b':0}", 4, "{'a':0,'b':0}")
            .read(9, 10, 5, "{'a':1,'b':1}"));
  }

  @Test
  void unknownWriteTakesEffectOnce() {
    red(
        Script.created()
            .unknown(2, "{'a':1}")
            .read(3, 4, 2, "{'a':1}")
            .patch(5, 6, "{'a':2}", 3, "{'a':2}")
            .read(7, 8, 4, "{'a':1}"),
        Rule.VERSIONS);
  }

  @Test
  void unknownWriteTakesNoEffectBeforeItBegan() {
    red(
        Script.created().read(2, 3, 2, "{'a':1}").unknown(4, "{'a':1}").read(6, 7, 2, "{'a':1}"),
        Rule.NO_INVENTION);
  }

  @Test
  void unknownWriteWithIfMatchMakesNoOtherVersion() {
    red(
        Script.created()
            .unknownIfMatch(1, 2, "{'b':1}")
            .patch(3, 4, "{'a':1}", 2, "{'a':1}")
            .read(5, 6, 3, "{'a':1,'b':1}"),
        Rule.NO_INVENTION);
  }

  @Test
  void missingVersionIsRed() {
    red(
        Script.created().patch(2, 3, "{'a':1}", 3, "{'a':1}").read(4, 5, 3, "{'a':1}"),
        Rule.VERSIONS);
  }

  @Test
  void twoWritesOfOneVersionAreRed() {
    red(
        Script.created()
            .patch(2, 5, "{'a':1}", 2, "{'a':1}")
            .patch(3, 5, "{'b':1}", 2, "{'b':1}")
            .read(6, 7, 2, "{'b':1}"),
        Rule.VERSIONS,
        Rule.NOTHING_LOST);
    red(
        Script.created()
            .patch(2, 5, "{'a':1}", 2, "{'a':1,'b':1}")
            .patch(3, 5, "{'b':1}", 2, "{'a':1,'b':1}")
            .read(6, 7, 2, "{'a':1,'b':1}"),
        Rule.VERSIONS);
  }

  @Test
  void versionThatChangesNothingIsRed() {
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'a':1}", 3, "{'a':1}")
            .read(6, 7, 3, "{'a':1}"),
        Rule.VERSIONS);
  }

  @Test
  void creationMakesVersionOne() {
    red(Script.empty().read(2, 3, 1, "{}"), Rule.NO_INVENTION);
    red(Script.created().read(2, 3, 0, "{}"), Rule.VERSIONS);
  }

  @Test
  void versionsAgainstRealTimeAreRed() {
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 3, "{'a':1,'b':1}")
            .patch(4, 5, "{'b':1}", 2, "{'b':1}")
            .read(6, 7, 3, "{'a':1,'b':1}"),
        Rule.REAL_TIME);
  }

  @Test
  void wrongMergeIsRed() {
    red(
        Script.created().patch(2, 3, "{'a':1,'b':1}", 2, "{'a':1}").read(4, 5, 2, "{'a':1}"),
        Rule.MERGE,
        Rule.NOTHING_LOST);
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 3, "{'b':1}")
            .read(6, 7, 3, "{'b':1}"),
        Rule.MERGE);
  }

  @Test
  void writeOfATerminalOperationIsRed() {
    red(
        Script.created()
            .patch(2, 3, "{'status':'Completed'}", 2, "{'status':'Completed'}")
            .patch(4, 5, "{'a':1}", 3, "{'status':'Completed','a':1}")
            .read(6, 7, 3, "{'status':'Completed','a':1}"),
        Rule.MERGE);
  }

  @Test
  void staleReadIsRed() {
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .read(4, 5, 1, "{}")
            .read(6, 7, 2, "{'a':1}"),
        Rule.FRESH_READ);
    red(
        Script.created()
            .unknown(2, "{'a':1}")
            .read(4, 5, 2, "{'a':1}")
            .read(6, 7, 1, "{}")
            .read(8, 9, 2, "{'a':1}"),
        Rule.FRESH_READ);
  }

  @Test
  void lostWriteIsRed() {
    Script script =
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 3, "{'a':1,'b':1}")
            .read(6, 7, 1, "{}");

    red(script, Rule.FRESH_READ, Rule.NOTHING_LOST);
    assertThat(script.verdict().lost()).isEqualTo(2);
  }

  @Test
  void writeThatAnotherOneReplacedAfterACrashIsLost() {
    Script script =
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patch(4, 5, "{'b':1}", 2, "{'b':1}")
            .read(6, 7, 2, "{'b':1}");

    red(script, Rule.VERSIONS, Rule.NOTHING_LOST);
    assertThat(script.verdict().lost()).isEqualTo(1);
  }

  @Test
  void operationThatIsGoneIsRed() {
    Script script = Script.created().patch(2, 3, "{'a':1}", 2, "{'a':1}").readRefused(404, 4, 5);

    red(script, Rule.NOTHING_LOST, Rule.LAWFUL_REFUSAL);
    assertThat(script.verdict().lost()).isEqualTo(2);
  }

  @Test
  void operationMustBeReadAtTheEnd() {
    red(Script.created().patch(2, 3, "{'a':1}", 2, "{'a':1}"), Rule.NOTHING_LOST);
    red(
        Script.created().read(2, 4, 1, "{}").patch(3, 5, "{'a':1}", 2, "{'a':1}"),
        Rule.NOTHING_LOST);
  }

  @Test
  void inventedReadIsRed() {
    red(Script.created().read(2, 3, 2, "{'a':1}"), Rule.NO_INVENTION);
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .read(4, 5, 2, "{'a':2}")
            .read(6, 7, 2, "{'a':1}"),
        Rule.NO_INVENTION);
  }

  @Test
  void ignoredIfMatchIsRed() {
    red(
        Script.created()
            .patch(2, 3, "{'a':1}", 2, "{'a':1}")
            .patchIfMatch(1, 4, 5, "{'b':1}", 3, "{'a':1,'b':1}")
            .read(6, 7, 3, "{'a':1,'b':1}"),
        Rule.PRECONDITION);
  }

  @Test
  void twoWinnersWithTheSameIfMatchAreRed() {
    red(
        Script.created()
            .patchIfMatch(1, 2, 5, "{'a':1}", 2, "{'a':1}")
            .patchIfMatch(1, 2, 5, "{'a':1}", 2, "{'a':1}")
            .read(6, 7, 2, "{'a':1}"),
        Rule.PRECONDITION);
  }

  @Test
  void refusalNeedsItsReasonOnlyForAMoment() {
    green(
        Script.created()
            .patch(3, 6, "{'a':1}", 2, "{'a':1}")
            .refused(412, 1, 2, 4, "{'b':1}")
            .refused(412, 1, 7, 8, "{'b':1}")
            .read(9, 10, 2, "{'a':1}"));
    green(
        Script.created()
            .patch(
                3,
                6,
                "{'status':'Failed','resultInfo':{'code':1,'subcode':2}}",
                2,
                "{'status':'Failed','resultInfo':{'code':1,'subcode':2}}")
            .refused(409, 0, 2, 4, "{'b':1}")
            .refused(409, 0, 7, 8, "{'status':'Running'}")
            .read(9, 10, 2, "{'status':'Failed','resultInfo':{'code':1,'subcode':2}}"));
  }

  @Test
  void refusalWithoutReasonIsRed() {
    Script matches = Script.created().refused(412, 1, 2, 3, "{'a':1}").read(4, 5, 1, "{}");
    Script unasked = Script.created().refused(412, 0, 2, 3, "{'a':1}").read(4, 5, 1, "{}");
    Script allowed = Script.created().refused(409, 0, 2, 3, "{'a':1}").read(4, 5, 1, "{}");
    Script tooLate =
        Script.created()
            .refused(409, 0, 2, 3, "{'a':1}")
            .patch(4, 5, "{'status':'Completed'}", 2, "{'status':'Completed'}")
            .read(6, 7, 2, "{'status':'Completed'}");
    Script forbidden = Script.created().refused(403, 0, 2, 3, "{'a':1}").read(4, 5, 1, "{}");

    for (Script script : new Script[] {matches, unasked, allowed, tooLate, forbidden}) {
      red(script, Rule.LAWFUL_REFUSAL);
    }
  }

  @Test
  void refusalThatTookEffectIsRed() {
    red(
        Script.created()
            .patch(2, 3, "{'status':'Running'}", 2, "{'status':'Running'}")
            .refused(409, 0, 4, 5, "{'status':'NotStarted','a':1}")
            .read(6, 7, 3, "{'status':'Running','a':1}"),
        Rule.NO_INVENTION);
  }
}

package dev.switchboard.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.edm.Capabilities;
import dev.switchboard.edm.CsdlDocument;
import dev.switchboard.edm.CsdlDocument.Described;
import dev.switchboard.edm.CsdlJson;
import dev.switchboard.edm.CsdlXml;
import dev.switchboard.edm.EnumerationType;
import dev.switchboard.edm.NavigationProperty;
import dev.switchboard.edm.PrimitiveType;
import dev.switchboard.edm.Property;
import dev.switchboard.edm.StructuredType;
import dev.switchboard.edm.Type;
import dev.switchboard.operation.OperationColumns;
import dev.switchboard.participant.ParticipantColumns;
import dev.switchboard.query.Columns;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The served model against Graph's own, of which a slice lies beside the tests. */
class ServedModelTest {

  /** Navigation properties that are not served yet. */
  private static final Map<String, Set<String>> NOT_SERVED =
      Map.of(
          "call", Set.of("audioRoutingGroups", "contentSharingSessions"),
          "cloudCommunications",
              Set.of(
                  "adhocCalls",
                  "callRecords",
                  "onlineMeetingConversations",
                  "onlineMeetings",
                  "presences"));

  /** Entities that only those reach. */
  private static final Set<String> NOT_REACHED =
      Set.of("audioRoutingGroup", "contentSharingSession");

  /** What Graph has only as something that is sent, not as something to be read. */
  private static final Map<String, Set<String>> OWN_MEMBERS =
      Map.of("call", Set.of("notifications"), "cloudCommunications", Set.of("notifications"));

  private static final Set<String> OWN_TYPES =
      Set.of("callNotification", "changeType", "tenantNotification");

  /** Actions on what is not served yet. */
  private static final Set<String> NOT_DONE =
      Set.of("logTeleconferenceDeviceQuality on Collection(microsoft.graph.call)");

  private static final Map<String, Described> GRAPH = graph();

  private static final Map<String, Described> SERVED =
      CsdlDocument.types(
          CsdlDocument.at(
              CsdlDocument.parse(CsdlXml.write(CallModel.SCHEMA)), "DataServices", "Schema"));

  private static Map<String, Described> graph() {
    try (InputStream slice =
        ServedModelTest.class.getResourceAsStream("/graph-communications.csdl.xml")) {
      return CsdlDocument.types(CsdlDocument.parse(slice.readAllBytes()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Set<String> served() {
    Set<String> names = new TreeSet<>(SERVED.keySet());
    assertThat(names).containsAll(OWN_TYPES);
    names.removeAll(OWN_TYPES);
    return names;
  }

  @ParameterizedTest
  @MethodSource("served")
  void typeIsGraphsWithoutWhatIsNotServed(String name) {
    assertThat(GRAPH).containsKey(name);
    Map<String, String> members = new TreeMap<>(GRAPH.get(name).members());
    Set<String> left = NOT_SERVED.getOrDefault(name, Set.of());
    assertThat(members.keySet()).containsAll(left);
    members.keySet().removeAll(left);

    Map<String, String> servedMembers = new TreeMap<>(SERVED.get(name).members());
    Set<String> own = OWN_MEMBERS.getOrDefault(name, Set.of());
    assertThat(servedMembers.keySet()).containsAll(own);
    assertThat(Collections.disjoint(members.keySet(), own)).isTrue();
    servedMembers.keySet().removeAll(own);

    assertThat(new Described(SERVED.get(name).about(), servedMembers))
        .isEqualTo(new Described(GRAPH.get(name).about(), members));
  }

  @Test
  void whateverIsDerivedFromAServedTypeIsServed() {
    assertThat(GRAPH)
        .allSatisfy(
            (name, type) -> {
              String base =
                  type.about().getOrDefault("base", "").replaceFirst("^microsoft\\.graph\\.", "");
              if (SERVED.containsKey(base) && !NOT_REACHED.contains(name)) {
                assertThat(SERVED).containsKey(name);
              }
            });
  }

  @Test
  void everyActionIsServedButThoseOnWhatIsNot() {
    assertThat(actions(SERVED))
        .isEqualTo(
            actions(GRAPH).stream()
                .filter(name -> !NOT_DONE.contains(name))
                .collect(Collectors.toSet()))
        .hasSize(19);
    assertThat(actions(GRAPH)).containsAll(NOT_DONE);
  }

  private static Set<String> actions(Map<String, Described> model) {
    return model.keySet().stream()
        .filter(name -> model.get(name).about().get("kind").equals("Action"))
        .collect(Collectors.toSet());
  }

  @Test
  void thereAreTheOperationsTheCallAndTheWayToThem() {
    assertThat(SERVED)
        .containsKeys("commsOperation", "playPromptOperation", "call", "cloudCommunications")
        .hasSizeGreaterThan(40);
  }

  @Test
  void bothRepresentationsSayTheSame() {
    assertThat(CsdlDocument.types(CsdlJson.write(CallModel.SCHEMA))).isEqualTo(SERVED);
  }

  @Test
  void everyTypeThatIsMentionedIsThere() {
    List<Type> types = CallModel.SCHEMA.types();
    Set<String> names = new HashSet<>();
    for (Type type : types) {
      assertThat(names.add(type.qualifiedName())).as(type.qualifiedName()).isTrue();
      if (type instanceof StructuredType structured) {
        assertThat(types)
            .containsAll(
                Stream.of(
                        structured.base().stream(),
                        structured.declared().stream().map(Property::type),
                        structured.navigation().stream().map(NavigationProperty::target))
                    .flatMap(mentioned -> mentioned)
                    .filter(mentioned -> !(mentioned instanceof PrimitiveType))
                    .toList());
      }
    }
  }

  @Test
  void noTwoNamesDifferByCaseAlone() {
    assertThat(CallModel.SCHEMA.types().stream().map(type -> lower(type.qualifiedName())).toList())
        .doesNotHaveDuplicates();
    assertThat(CallModel.SCHEMA.types())
        .filteredOn(StructuredType.class::isInstance)
        .allSatisfy(
            type ->
                assertThat(
                        ((StructuredType) type)
                            .properties().stream().map(property -> lower(property.name())).toList())
                    .doesNotHaveDuplicates());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Test
  void capabilitiesAreWhatQueriesCanDo() {
    assertThatQueriesCanDo("communications/calls", CallColumns.COLUMNS);
    assertThatQueriesCanDo("communications/calls/operations", OperationColumns.COLUMNS);
    assertThatQueriesCanDo("communications/calls/participants", ParticipantColumns.COLUMNS);
  }

  private static void assertThatQueriesCanDo(String path, Columns columns) {
    Capabilities told = CallModel.SCHEMA.capabilities().get(path);

    assertThat(columns.filterable().stream().filter(name -> !name.contains("/")))
        .containsExactlyInAnyOrderElementsOf(withoutCasts(told.filterable()));
    assertThat(columns.sortable())
        .containsExactlyInAnyOrderElementsOf(withoutCasts(told.sortable()));
  }

  private static List<String> withoutCasts(List<String> paths) {
    return paths.stream().map(path -> path.replaceFirst("^microsoft\\.graph\\.\\w+/", "")).toList();
  }

  @Test
  void capabilitiesNameMembersOfTheEntitiesThatTheyAreAbout() {
    assertThat(CallModel.SCHEMA.capabilities().keySet())
        .containsExactly(
            "communications",
            "communications/calls",
            "communications/calls/operations",
            "communications/calls/participants",
            "communications/calls/notifications",
            "communications/notifications");
    assertThat(CallModel.SCHEMA.capabilities())
        .allSatisfy(
            (path, capabilities) -> {
              StructuredType type = target(path);
              Stream.concat(capabilities.filterable().stream(), capabilities.sortable().stream())
                  .forEach(property -> assertThat(property(type, property)).isTrue());
              assertThat(capabilities.filterable()).containsAll(capabilities.equalityOnly());
              assertThat(capabilities.expandable())
                  .allMatch(name -> type.navigation(name).isPresent());
            });
  }

  @Test
  void secretIsNeverCompared() {
    Capabilities operations =
        CallModel.SCHEMA.capabilities().get("communications/calls/operations");

    assertThat(operations.filterable())
        .contains("microsoft.graph.recordOperation/recordingLocation")
        .noneMatch(path -> path.endsWith("recordingAccessToken"));
    assertThat(operations.sortable()).noneMatch(path -> path.endsWith("recordingAccessToken"));
  }

  private static StructuredType target(String path) {
    String[] names = path.split("/", -1);
    StructuredType type = CallModel.SCHEMA.singletons().get(0).type();
    assertThat(names[0]).isEqualTo(CallModel.SCHEMA.singletons().get(0).name());
    for (int i = 1; i < names.length; i++) {
      type = type.navigation(names[i]).orElseThrow().target();
    }
    return type;
  }

  private static boolean property(StructuredType type, String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return type.property(path).isPresent();
    }
    String first = path.substring(0, slash);
    StructuredType inner =
        first.contains(".")
            ? CallModel.SCHEMA
                .structured(first)
                .filter(cast -> cast.isOrDerivesFrom(type))
                .orElseThrow()
            : (StructuredType) type.property(first).orElseThrow().type();
    return property(inner, path.substring(slash + 1));
  }

  /** As what is stored is read by it, the kind of JSON is written down here once more. */
  @ParameterizedTest
  @EnumSource
  void memberOfACallIsTheKindOfJsonThatItsTypeSays(CallMember member) {
    ValueType kind =
        switch (member) {
          case CALL_ROUTES, REQUESTED_MODALITIES, TARGETS -> ValueType.ARRAY;
          case CALL_CHAIN_ID, DIRECTION, MY_PARTICIPANT_ID, SUBJECT, TENANT_ID -> ValueType.STRING;
          default -> ValueType.OBJECT;
        };
    assertThat(member.accepts(JsonValue.EMPTY_JSON_ARRAY)).isEqualTo(kind == ValueType.ARRAY);
    assertThat(member.accepts(JsonValue.EMPTY_JSON_OBJECT)).isEqualTo(kind == ValueType.OBJECT);
    assertThat(member.accepts(Json.createValue("incoming"))).isEqualTo(kind == ValueType.STRING);
    assertThat(member.accepts(Json.createValue("Incoming")))
        .isEqualTo(kind == ValueType.STRING && member != CallMember.DIRECTION);
    assertThat(member.accepts(JsonValue.NULL)).isEqualTo(kind != ValueType.ARRAY);
    assertThat(member.accepts(JsonValue.TRUE)).isFalse();
    assertThat(member.absent())
        .isEqualTo(kind == ValueType.ARRAY ? JsonValue.EMPTY_JSON_ARRAY : JsonValue.NULL);
    assertThat(member.rule())
        .isEqualTo(
            member == CallMember.DIRECTION
                ? "incoming or outgoing or null"
                : Map.of(
                        ValueType.ARRAY, "an array",
                        ValueType.STRING, "a string or null",
                        ValueType.OBJECT, "an object or null")
                    .get(kind));
  }

  @ParameterizedTest
  @EnumSource
  void stateOfACallIsAMemberOfItsType(CallState state) {
    assertThat(CallState.TYPE.member(state.toString()))
        .map(EnumerationType.Member::name)
        .contains(state.toString());
    assertThat(CallState.named(state.toString())).contains(state);
    assertThat(CallState.named("unknownFutureValue")).isEmpty();
  }
}

package dev.switchboard.edm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.edm.Capabilities.Ability;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** The two writers, by a model in which everything occurs once. */
class CsdlTest {

  private static final EnumerationType COLOUR = EnumerationType.of("colour", "red", "green");
  private static final EnumerationType PESTS =
      new EnumerationType(
              "pests",
              List.of(
                  new EnumerationType.Member("aphids", 1), new EnumerationType.Member("mites", 2)))
          .asFlags();

  private static final StructuredType SIZE =
      StructuredType.complex("size", Property.required("width", PrimitiveType.INT32)).asAbstract();

  private static final Property KEY = Property.required("id", PrimitiveType.STRING);

  private static final StructuredType LEAF =
      StructuredType.entity(
              "leaf",
              KEY,
              Property.nullable("colour", COLOUR),
              Property.nullable("size", SIZE),
              Property.collection("names", PrimitiveType.STRING),
              Property.collectionOfRequired("times", PrimitiveType.DATE_TIME_OFFSET))
          .withKey(KEY)
          .asOpen();

  private static final StructuredType OAK_LEAF =
      LEAF.derived("oakLeaf", Property.nullable("acorn", PrimitiveType.BOOLEAN));

  private static final StructuredType TREE =
      StructuredType.entity("tree").with(new NavigationProperty("leaves", LEAF));

  private static final StructuredType GARDEN =
      StructuredType.entity("garden").with(new NavigationProperty("trees", TREE));

  private static final Schema SCHEMA =
      new Schema(
          List.of(COLOUR, PESTS, SIZE, LEAF, OAK_LEAF, TREE, GARDEN),
          List.of(
              new Action(
                  "pick",
                  TREE,
                  false,
                  List.of(
                      Property.required("colour", COLOUR),
                      Property.collection("names", PrimitiveType.STRING)),
                  Optional.of(LEAF)),
              new Action("water", TREE, true, List.of(), Optional.empty())),
          List.of(new Schema.Singleton("home", GARDEN)),
          capabilities());

  private static Map<String, Capabilities> capabilities() {
    Map<String, Capabilities> capabilities = new LinkedHashMap<>();
    capabilities.put("home", Capabilities.of(Ability.READ));
    capabilities.put("home/trees", Capabilities.of(Ability.READ, Ability.TOP).expandable("leaves"));
    capabilities.put(
        "home/trees/leaves",
        Capabilities.of(Ability.COUNT, Ability.SEARCH, Ability.INSERT, Ability.DELETE)
            .filterable("id", "size", "microsoft.graph.oakLeaf/acorn")
            .equalityOnly("id")
            .sortable("colour"));
    return capabilities;
  }

  private static Element schema() {
    return CsdlDocument.at(CsdlDocument.parse(CsdlXml.write(SCHEMA)), "DataServices", "Schema");
  }

  private static Element singleton() {
    return CsdlDocument.at(schema(), "EntityContainer", "Singleton");
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  @Test
  void xmlIsADocumentOfTheVersionOfTheAnswers() {
    Element root = CsdlDocument.parse(CsdlXml.write(SCHEMA));

    assertThat(root.getNodeName()).isEqualTo("edmx:Edmx");
    assertThat(root.getNamespaceURI()).isEqualTo("http://docs.oasis-open.org/odata/ns/edmx");
    assertThat(root.getAttribute("Version")).isEqualTo("4.0");
    assertThat(CsdlDocument.at(root, "Reference").getAttribute("Uri"))
        .isEqualTo(
            "https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.xml");
    assertThat(CsdlDocument.at(root, "Reference", "Include").getAttribute("Namespace"))
        .isEqualTo("Org.OData.Capabilities.V1");
    assertThat(schema().getNamespaceURI()).isEqualTo("http://docs.oasis-open.org/odata/ns/edm");
    assertThat(schema().getAttribute("Namespace")).isEqualTo("microsoft.graph");
    assertThat(singleton().getAttribute("Type")).isEqualTo("microsoft.graph.garden");
  }

  @Test
  void xmlSaysAsLittleAsItMay() {
    assertThat(new String(CsdlXml.write(SCHEMA), StandardCharsets.UTF_8))
        .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<edmx:Edmx ")
        .contains(
            """
                  <EntityType Name="leaf" OpenType="true">
                    <Key>
                      <PropertyRef Name="id"/>
                    </Key>
                    <Property Name="id" Type="Edm.String" Nullable="false"/>
                    <Property Name="colour" Type="microsoft.graph.colour"/>
                    <Property Name="size" Type="microsoft.graph.size"/>
                    <Property Name="names" Type="Collection(Edm.String)"/>
                    <Property Name="times" Type="Collection(Edm.DateTimeOffset)" Nullable="false"/>
                  </EntityType>
                  <EntityType Name="oakLeaf" BaseType="microsoft.graph.leaf" OpenType="true">
                    <Property Name="acorn" Type="Edm.Boolean"/>
                  </EntityType>
                  <EntityType Name="tree">
                    <NavigationProperty Name="leaves" Type="Collection(microsoft.graph.leaf)" ContainsTarget="true"/>
                  </EntityType>
            """)
        .doesNotContain("Nullable=\"true\"", "Abstract=\"false\"", "OpenType=\"false\"");
  }

  @Test
  void jsonIsWhatTheStandardSaysOfIt() {
    JsonObject document = CsdlJson.write(SCHEMA);

    assertThat(document.getString("$Version")).isEqualTo("4.0");
    assertThat(document.getString("$EntityContainer")).isEqualTo("microsoft.graph.GraphService");
    assertThat(document.getJsonObject("$Reference"))
        .isEqualTo(
            json(
                "{'https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Capabilities.V1.json':"
                    + "{'$Include':[{'$Namespace':'Org.OData.Capabilities.V1','$Alias':'Capabilities'}]},"
                    + "'https://oasis-tcs.github.io/odata-vocabularies/vocabularies/Org.OData.Core.V1.json':"
                    + "{'$Include':[{'$Namespace':'Org.OData.Core.V1','$Alias':'Core'}]}}"));
    JsonObject schema = document.getJsonObject("microsoft.graph");
    assertThat(schema.get("colour")).isEqualTo(json("{'$Kind':'EnumType','red':0,'green':1}"));
    assertThat(schema.get("pests"))
        .isEqualTo(json("{'$Kind':'EnumType','$IsFlags':true,'aphids':1,'mites':2}"));
    assertThat(schema.get("size"))
        .isEqualTo(json("{'$Kind':'ComplexType','$Abstract':true,'width':{'$Type':'Edm.Int32'}}"));
    assertThat(schema.get("leaf"))
        .isEqualTo(
            json(
                "{'$Kind':'EntityType','$OpenType':true,'$Key':['id'],'id':{},"
                    + "'colour':{'$Type':'microsoft.graph.colour','$Nullable':true},"
                    + "'size':{'$Type':'microsoft.graph.size','$Nullable':true},"
                    + "'names':{'$Collection':true,'$Nullable':true},"
                    + "'times':{'$Type':'Edm.DateTimeOffset','$Collection':true}}"));
    assertThat(schema.get("oakLeaf"))
        .isEqualTo(
            json(
                "{'$Kind':'EntityType','$BaseType':'microsoft.graph.leaf','$OpenType':true,"
                    + "'acorn':{'$Type':'Edm.Boolean','$Nullable':true}}"));
    assertThat(schema.get("tree"))
        .isEqualTo(
            json(
                "{'$Kind':'EntityType','leaves':{'$Kind':'NavigationProperty','$Collection':true,"
                    + "'$Type':'microsoft.graph.leaf','$ContainsTarget':true}}"));
  }

  @Test
  void actionsAreBoundAndTellWhatMayBeLeftOut() {
    assertThat(new String(CsdlXml.write(SCHEMA), StandardCharsets.UTF_8))
        .contains(
            """
                  <Action Name="pick" IsBound="true">
                    <Parameter Name="bindingParameter" Type="microsoft.graph.tree"/>
                    <Parameter Name="colour" Type="microsoft.graph.colour" Nullable="false"/>
                    <Parameter Name="names" Type="Collection(Edm.String)">
                      <Annotation Term="Core.OptionalParameter">
                        <Record/>
                      </Annotation>
                    </Parameter>
                    <ReturnType Type="microsoft.graph.leaf"/>
                  </Action>
                  <Action Name="water" IsBound="true">
                    <Parameter Name="bindingParameter" Type="Collection(microsoft.graph.tree)"/>
                  </Action>
            """);
    assertThat(CsdlJson.write(SCHEMA).getJsonObject("microsoft.graph").get("pick"))
        .isEqualTo(
            json("{'overloads':[{'$Kind':'Action','$IsBound':true,'$Parameter':["
                    + "{'$Name':'bindingParameter','$Type':'microsoft.graph.tree','$Nullable':true},"
                    + "{'$Name':'colour','$Type':'microsoft.graph.colour'},"
                    + "{'$Name':'names','$Collection':true,'$Nullable':true,"
                    + "'@Core.OptionalParameter':{}}],"
                    + "'$ReturnType':{'$Type':'microsoft.graph.leaf','$Nullable':true}}]}")
                .get("overloads"));
  }

  @Test
  void containerTellsTheVersionOfTheProtocol() {
    assertThat(new String(CsdlXml.write(SCHEMA), StandardCharsets.UTF_8))
        .contains("Namespace=\"Org.OData.Core.V1\" Alias=\"Core\"")
        .contains(
            "<Annotation Term=\"Core.ODataVersions\" String=\"4.0\"/>\n      </EntityContainer>");
  }

  @Test
  void containerTellsTheCapabilities() {
    JsonObject container =
        CsdlJson.write(SCHEMA).getJsonObject("microsoft.graph").getJsonObject("GraphService");

    assertThat(container)
        .isEqualTo(
            json(
                """
                {'$Kind':'EntityContainer','@Core.ODataVersions':'4.0',
                 '@Capabilities.BatchSupport':{'Supported':true,'ContinueOnErrorSupported':true,
                  'ReferencesInRequestBodiesSupported':false,
                  'ReferencesAcrossChangeSetsSupported':true,'EtagReferencesSupported':true,
                  'RequestDependencyConditionsSupported':false,
                  'SupportedFormats':['application/json']},
                 'home':{'$Type':'microsoft.graph.garden',
                 '@Capabilities.ReadRestrictions':{'Readable':true},
                 '@Capabilities.UpdateRestrictions':{'Updatable':false},
                 '@Capabilities.NavigationRestrictions':{'RestrictedProperties':[
                  {'NavigationProperty':'trees',
                   'FilterRestrictions':{'Filterable':false},
                   'SearchRestrictions':{'Searchable':false},
                   'SortRestrictions':{'Sortable':false},
                   'TopSupported':true,'SkipSupported':false,
                   'InsertRestrictions':{'Insertable':false},
                   'UpdateRestrictions':{'Updatable':false},
                   'DeleteRestrictions':{'Deletable':false},
                   'ReadRestrictions':{'Readable':true}},
                  {'NavigationProperty':'trees/leaves',
                   'FilterRestrictions':{'Filterable':true,
                    'NonFilterableProperties':['colour','names','times'],
                    'FilterExpressionRestrictions':[
                     {'Property':'id','AllowedExpressions':'MultiValue'}]},
                   'SearchRestrictions':{'Searchable':true},
                   'SortRestrictions':{'Sortable':true,'NonSortableProperties':
                    ['id','size','names','times','microsoft.graph.oakLeaf/acorn']},
                   'TopSupported':false,'SkipSupported':false,
                   'InsertRestrictions':{'Insertable':true},
                   'UpdateRestrictions':{'Updatable':false},
                   'DeleteRestrictions':{'Deletable':true},
                   'ReadRestrictions':{'Readable':false}}]},
                 '@Capabilities.CountRestrictions':
                  {'NonCountableNavigationProperties':['trees']},
                 '@Capabilities.ExpandRestrictions':{'NonExpandableProperties':['trees']}}}
                """));
  }

  @Test
  void bothTellTheSameCapabilities() {
    JsonObject singleton =
        CsdlJson.write(SCHEMA)
            .getJsonObject("microsoft.graph")
            .getJsonObject("GraphService")
            .getJsonObject("home");
    JsonObject annotations =
        Json.createObjectBuilder(CsdlDocument.annotations(singleton()))
            .add("$Type", "microsoft.graph.garden")
            .build();

    assertThat(annotations).isEqualTo(singleton);
    assertThat(CsdlDocument.types(CsdlJson.write(SCHEMA))).isEqualTo(CsdlDocument.types(schema()));
  }

  @Test
  void sameModelIsTheSameDocument() {
    assertThat(CsdlXml.write(SCHEMA)).isEqualTo(CsdlXml.write(SCHEMA));
    assertThat(CsdlJson.write(SCHEMA)).hasToString(CsdlJson.write(SCHEMA).toString());
  }

  @Test
  void withoutCapabilitiesNothingIsSaidOfThem() {
    Schema silent = new Schema(SCHEMA.types(), SCHEMA.actions(), SCHEMA.singletons(), Map.of());

    assertThat(CapabilityAnnotations.of(silent, SCHEMA.singletons().get(0))).isEmpty();
  }
}

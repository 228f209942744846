import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.gson.Gson;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Reads JSON from the standard input and writes it again as the named library does. */
class Rewrite {
    public static void main(String[] arguments) throws Exception {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        ObjectMapper jackson = new ObjectMapper();
        String written = switch (arguments[0]) {
            case "gson-element" -> new Gson().toJson(JsonParser.parseString(text));
            case "gson-map" -> new Gson().toJson(new Gson().fromJson(text, Map.class));
            case "jackson" -> jackson.writeValueAsString(jackson.readTree(text));
            case "jackson-pretty" -> jackson.writerWithDefaultPrettyPrinter().writeValueAsString(jackson.readTree(text));
            case "jackson-ascii" -> jackson.writer().with(JsonGenerator.Feature.ESCAPE_NON_ASCII).writeValueAsString(jackson.readTree(text));
            default -> throw new IllegalArgumentException(arguments[0]);
        };
        System.out.write(written.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}

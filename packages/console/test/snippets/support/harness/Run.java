import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Judges requests, one a line, by the class of the package verify_n of each. */
final class Run {
    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split("\t", -1);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int index = 2; index < fields.length; index += 2) headers.put(fields[index], fields[index + 1]);
            Class<?> verifier = Class.forName("verify_" + fields[0] + ".WebhookVerifier");
            Method verify = verifier.getDeclaredMethod("verify", UnaryOperator.class, byte[].class);
            verify.setAccessible(true);
            UnaryOperator<String> header = headers::get;
            System.out.println(verify.invoke(null, header, Base64.getDecoder().decode(fields[1])));
        }
    }
}

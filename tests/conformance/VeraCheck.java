import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Validates files against flavours in one start of the engine; one tab-separated line for each fact. */
public final class VeraCheck {
    private static final int SHOWN_FAILURES = 25;

    /** Arguments: flavours joined by commas, then the files. */
    public static void main(String[] args) {
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = new ArrayList<>();
        for (String id : args[0].split(",")) {
            flavours.add(PDFAFlavour.byFlavourId(id));
        }
        for (int i = 1; i < args.length; i++) {
            for (PDFAFlavour flavour : flavours) {
                check(args[i], flavour);
            }
        }
    }

    private static void check(String path, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, SHOWN_FAILURES, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            say(result.isCompliant() ? "PASS" : "FAIL", flavour, path, result.getTotalAssertions() + " checks");
            for (TestAssertion broken : result.getTestAssertions()) {
                String rule = broken.getRuleId().getClause() + "-" + broken.getRuleId().getTestNumber();
                say("RULE", flavour, path, rule + " " + broken.getMessage() + " @ " + broken.getLocation().getContext());
            }
        } catch (Exception | LinkageError failure) {
            say("ERROR", flavour, path, failure.toString());
        }
    }

    private static void say(String kind, PDFAFlavour flavour, String path, String text) {
        System.out.println(String.join("\t", kind, flavour.getId(), path, text.replaceAll("\\s+", " ")));
    }
}

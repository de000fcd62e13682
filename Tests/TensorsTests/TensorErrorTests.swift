import Tensors
import Testing

@Suite struct TensorErrorTests {
    @Test func aMissingEngineSaysHowToInstallIt() {
        let text = TensorError.engineUnavailable(reason: "there is no /x/libctorch.so").description
        #expect(text.contains("there is no /x/libctorch.so"))
        #expect(text.contains("apt-get install libtorch-dev libopenblas0-openmp"))
    }

    @Test func errorsNameWhatTheyAreAbout() {
        #expect(TensorError.shape(operation: "add", detail: "[1] and [2] do not fit").description.hasPrefix("add: [1]"))
        #expect(TensorError.missingParameter("a.b").description.contains("\"a.b\""))
        let misshaped = TensorError.misshapedParameter("a.b", expected: [2, 3], found: [3]).description
        #expect(misshaped.contains("\"a.b\"") && misshaped.contains("[2, 3]") && misshaped.contains("[3]"))
        #expect(TensorError.duplicateParameter("a.b").description.contains("\"a.b\" twice"))
    }
}

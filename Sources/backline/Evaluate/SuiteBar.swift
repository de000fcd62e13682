import Recipes

/// The progress bar of whichever take a suite makes.
final class SuiteBar {
    private var current: (label: String, bar: ProgressBar)?

    /// - Parameter progress: nil when there is nothing more to show under this label.
    func show(_ label: String, _ progress: TakeProgress?) {
        if current?.label != label || progress == nil {
            current?.bar.finish()
            current = nil
        }
        guard let progress else { return }
        let bar = current?.bar ?? ProgressBar(label: label, shown: true)
        current = (label, bar)
        bar.show(progress)
    }
}

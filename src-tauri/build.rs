//! Tells Tauri which commands exist, so that the access list covers them, and where the
//! capabilities lie: beside the sources, to keep the top folder clean.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("src-tauri/capabilities/**/*")
        .app_manifest(tauri_build::AppManifest::new().commands(&["rpc"]));
    // The interface is part of the program: a new build of it is a new program.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    Ok(tauri_build::try_build(attributes)?)
}

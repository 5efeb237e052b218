//! The clipboard itself: the desktop's, or one that lasts as long as the program.

use std::sync::{Arc, Mutex, PoisonError};

use eframe::egui::ColorImage;

use crate::picture::Bitmap;

/// What is on the clipboard, in the forms that matter here.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Content {
    /// Plain text, as any program reads it.
    pub text: String,
    /// The same as HTML; a clip of our own is hidden in it.
    pub html: String,
    /// A picture, where there is no text.
    pub picture: Option<ColorImage>,
}

/// A place where copied things wait to be pasted.
pub trait Clipboard {
    /// Puts text and HTML there; `false` if the desktop does not take both.
    fn put(&mut self, text: &str, html: &str) -> bool;

    /// Puts a picture there; `false` if the desktop does not take it.
    fn put_picture(&mut self, picture: Bitmap) -> bool;

    /// What is there; empty where it cannot be read.
    fn content(&mut self) -> Content;
}

/// The desktop's clipboard, shared with every other window and program.
pub struct DesktopClipboard(Option<arboard::Clipboard>);

impl DesktopClipboard {
    /// The clipboard of the desktop, if it has one.
    pub fn new() -> Self {
        Self(arboard::Clipboard::new().ok())
    }
}

impl Clipboard for DesktopClipboard {
    fn put(&mut self, text: &str, html: &str) -> bool {
        self.0.as_mut().is_some_and(|clipboard| clipboard.set_html(html, Some(text)).is_ok())
    }

    fn put_picture(&mut self, picture: Bitmap) -> bool {
        let (width, height) = (picture.width as usize, picture.height as usize);
        let image = arboard::ImageData { width, height, bytes: picture.rgba.into() };
        self.0.as_mut().is_some_and(|clipboard| clipboard.set_image(image).is_ok())
    }

    fn content(&mut self) -> Content {
        let Some(clipboard) = &mut self.0 else { return Content::default() };
        let text = clipboard.get_text().unwrap_or_default();
        let html = clipboard.get().html().unwrap_or_default();
        let mut picture = || {
            let image = clipboard.get_image().ok()?;
            let is_whole = image.bytes.len() == image.width.checked_mul(image.height)?.checked_mul(4)?;
            is_whole.then(|| ColorImage::from_rgba_unmultiplied([image.width, image.height], &image.bytes))
        };
        let picture = if text.is_empty() { picture() } else { None };
        Content { text, html, picture }
    }
}

/// A clipboard without a desktop; its copies share what is on it.
#[derive(Debug, Clone, Default)]
pub struct OwnClipboard(Arc<Mutex<Content>>);

impl OwnClipboard {
    /// Puts something there, as another program would.
    pub fn set(&self, content: Content) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = content;
    }
}

impl Clipboard for OwnClipboard {
    fn put(&mut self, text: &str, html: &str) -> bool {
        self.set(Content { text: text.to_owned(), html: html.to_owned(), picture: None });
        true
    }

    fn put_picture(&mut self, picture: Bitmap) -> bool {
        let size = [picture.width as usize, picture.height as usize];
        let picture = Some(ColorImage::from_rgba_unmultiplied(size, &picture.rgba));
        self.set(Content { picture, ..Content::default() });
        true
    }

    fn content(&mut self) -> Content {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
